"""Turns of phrase that seldom occur: hours, formulas, matters on an agenda, double family names, odd days."""

import pytest

from anlan.core.minutes.chinese.surnames import looks_like_a_name
from anlan.core.minutes.printed_dates import days_in, full_date
from anlan.core.minutes.tests.texts import only_part, parts, read, requirements

NOTICE = "关于做好校园安全工作的通知\n"
LAST = "\n二、后勤处要消毒教室。"


def item(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Acts and owners of one item of a notice."""
    return [(part.text, part.owners) for part in parts(f"{NOTICE}一、{text}{LAST}")][:-1]


@pytest.mark.parametrize("hour", ["九点以后", "晚上十点之后", "22:30后"])
def test_an_hour_of_the_day_is_no_condition(hour: str):
    first, _ = parts(f"{NOTICE}一、{hour}，各单位不得留人。{LAST}")
    assert (first.text, first.owners, first.kind, first.condition) == (
        "不得留人",
        ("各单位",),
        "prohibition",
        None,
    )


def test_an_event_that_is_over_is_a_condition():
    first, _ = parts(f"{NOTICE}一、演练结束之后，各单位不得留人。{LAST}")
    assert first.condition == "演练结束之后"


@pytest.mark.parametrize("formula", ["请遵照执行", "请各单位认真贯彻执行", "请你们抓好落实"])
def test_a_formula_at_the_end_orders_nothing(formula: str):
    assert item(f"保卫处要关闭东门，{formula}。") == [("关闭东门", ("保卫处",))]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("要求立即整改存在的隐患。", "立即整改存在的隐患"),
        ("责成限期整改楼道里的杂物。", "限期整改楼道里的杂物"),
    ],
)
def test_a_demand_that_names_nobody_is_still_an_order(text: str, act: str):
    assert item(text) == [(act, ())]


def test_a_matter_on_the_agenda_may_hold_orders_and_an_account_tells_only():
    text = "会议纪要\n一、关于食堂卫生问题\n1.后勤处要消毒餐具。\n二、基本情况\n1.检查了两个食堂。"
    (found,) = requirements(text)
    assert (found.heading, [part.text for part in found.parts]) == ("关于食堂卫生问题", ["消毒餐具"])


@pytest.mark.parametrize("printed", ["欧阳明", "欧阳小蓝", "司马山", "王小蓝", "李山"])
def test_a_family_name_and_what_is_no_word_look_like_a_name(printed: str):
    assert looks_like_a_name(printed, words=2)


@pytest.mark.parametrize(
    ("printed", "words"),
    [("欧阳", 2), ("欧阳小蓝天", 2), ("王小蓝天", 2), ("欧阳馆", 2), ("高楼", 2), ("高山", 1), ("的小蓝", 2)],
)
def test_words_units_and_what_is_too_long_do_not_look_like_a_name(printed: str, words: int):
    assert not looks_like_a_name(printed, words=words)


def test_a_speaker_with_a_family_name_of_two_signs_is_named_whole():
    (found,) = requirements("校长欧阳小蓝强调，保卫处要清理楼道。")
    assert (found.speaker, found.speaker_role) == ("欧阳小蓝", "校长")


@pytest.mark.parametrize("text", ["会议强调，", "张校长强调，"])
def test_who_conveys_a_superiors_order_relays_it(text: str):
    part = only_part(f"{text}根据省教育厅通知，保卫处要清理楼道。")
    assert (part.text, part.owners, part.relayed) == ("清理楼道", ("保卫处",), True)


def test_a_superiors_order_before_the_speaker_is_relayed_as_well():
    (found,) = requirements("根据省教育厅通知，会议要求保卫处清理楼道。")
    assert (found.speaker, found.relayed) == ("会议", True)


@pytest.mark.parametrize("printed", ["2022-00-12", "2022年〇月三日", "2022年3月〇日", "2022-13-01"])
def test_a_day_that_no_calendar_has_is_no_day(printed: str):
    assert full_date(printed) is None
    assert all(day.whole() is None for day in days_in(printed))


def test_of_two_days_the_told_one_is_the_meetings_and_the_bare_one_the_papers():
    told = read("会议记录\n2022年3月4日\n2022年3月3日下午，会议在东楼召开。\n后勤处要消毒教室。")
    assert (told.held_on, told.published_on) == ("2022-03-03", "2022-03-04")
    bare = read("会议记录\n2022年3月4日\n后勤处要消毒教室。")
    assert (bare.held_on, bare.published_on) == ("2022-03-04", None)
