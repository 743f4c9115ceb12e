"""Forms of deadlines that minutes print, each with the day it means from Thursday 19 May 2022."""

import pytest

from anlan.core.minutes.body import Span
from anlan.core.minutes.deadlines import deadlines_in
from anlan.core.minutes.tests.texts import THURSDAY

CHINESE = {
    "5月25日（下周三）前": "2022-05-25",
    "6月30日（含）前": "2022-06-30",
    "5月25日17:00前": "2022-05-25T17:00",
    "5月25日下班前": "2022-05-25",
    "今年内": "2022-12-31",
    "今年年底前": "2022-12-31",
    "三季度末": "2022-09-30",
    "即日起至月底": "2022-05-31",
    "5月20日至6月中旬": "2022-06-20",
    "本周内": "2022-05-22",
    "周五下班前": "2022-05-20",
    "星期五前": "2022-05-20",
    "下周三上午10点前": "2022-05-25T10:00",
    "今晚10点前": "2022-05-19T22:00",
    "9月开学前": None,
    "第16周前": None,
    "第三周周五前": None,
    "每月最后一个周五": None,
    "每年9月": None,
    "每学期初": None,
}
REPEATED = {
    "每天8时、16时": "daily",
    "每天早8点、晚10点": "daily",
    "每日早晚": "daily",
    "每周一、周四": "weekly",
}
ENGLISH = {
    "by noon on Thursday, June 2": "2022-06-02T12:00",
    "by Friday noon": "2022-05-20T12:00",
    "by 12 noon on 3 June": "2022-06-03T12:00",
    "by EOD Friday": "2022-05-20",
    "by COB Friday": "2022-05-20",
    "by the end of May 2022": "2022-05-31",
    "by the end of 2022": "2022-12-31",
    "within a fortnight": "2022-06-02",
    "by 2022-06-03": "2022-06-03",
    "by tomorrow noon": "2022-05-20T12:00",
    "no later than June 3, 2022, at 5:00 p.m.": "2022-06-03T17:00",
    "within one week of the inspection": None,
    "before the next meeting": None,
    "by the last Friday of each month": None,
}
ENGLISH_REPEATED = {
    "twice a day": "daily",
    "once a week": "weekly",
    "every day no later than 17.00": "daily",
    "6 p.m. every day": "daily",
}


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    printed = deadlines_in(text, Span(0, len(text)), base=THURSDAY)
    return [(one.text, one.due, one.repeats) for one in printed]


@pytest.mark.parametrize(("words", "due"), CHINESE.items(), ids=CHINESE)
def test_chinese_forms(words, due):
    assert found(f"各学院{words}报送名单") == [(words, due, None)]


@pytest.mark.parametrize(("words", "repeats"), REPEATED.items(), ids=REPEATED)
def test_chinese_repetition(words, repeats):
    assert found(f"楼管{words}报送人数") == [(words, None, repeats)]


@pytest.mark.parametrize(("words", "due"), ENGLISH.items(), ids=ENGLISH)
def test_english_forms(words, due):
    text = words.removesuffix(" of the inspection")
    assert found(f"The Registrar shall publish the list {words}") == [(text, due, None)]


@pytest.mark.parametrize(("words", "repeats"), ENGLISH_REPEATED.items(), ids=ENGLISH_REPEATED)
def test_english_repetition(words, repeats):
    assert found(f"Campus Police shall lock the dock at {words}") == [(words, None, repeats)] or found(
        f"Campus Police shall lock the dock {words}"
    ) == [(words, None, repeats)]


@pytest.mark.parametrize(
    "text",
    [
        "落实5月10日会议部署的任务",
        "replace the gel with the soap supplied on Monday",
        "keep the rule in force from 1 June",
        "discard all ice made since August 1",
        "keep the dining halls closed until further notice",
    ],
)
def test_a_day_that_sets_no_limit(text):
    assert found(text) == []
