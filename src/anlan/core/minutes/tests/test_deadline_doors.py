"""Deadlines through the door: they stand on the part that they limit."""

import pytest

from anlan.core.minutes.tests.texts import only_part, parts, read


@pytest.mark.parametrize("words", ["明年年底前", "今年年底前"])
def test_the_year_word_belongs_to_the_end_of_the_year(words):
    part = only_part(f"会议要求，后勤处要于{words}完成检修。", now=None)
    assert part.deadline
    assert (part.deadline.text, part.deadline.due) == (words, None)


def test_the_end_of_next_year_lies_in_next_year():
    part = only_part("会议要求，后勤处要于明年年底前完成检修。")
    assert part.deadline
    assert (part.deadline.text, part.deadline.due) == ("明年年底前", "2023-12-31")


@pytest.mark.parametrize("words", ["2小时内", "30分钟内"])
def test_hours_make_a_standing_order(words):
    part = only_part(f"会议要求，后勤处要在{words}到场处置。")
    assert part.kind == "standing"
    assert part.deadline
    assert (part.deadline.text, part.deadline.due) == (words, None)


def test_a_deadline_inside_a_clause_limits_that_clause():
    text = "会议要求，后勤处要在5月25日前检修水泵，保卫处要核验身份。"
    assert [p.deadline and p.deadline.span.of(text) for p in parts(text)] == ["5月25日前", None]


def test_the_day_of_the_meeting_goes_before_the_day_of_publication():
    text = (
        "防汛工作会议纪要\n发布时间：2022-05-30\n2022年5月19日，学校召开防汛会议。"
        "会议要求，后勤处要在三天内检修水泵。"
    )
    minutes = read(text, now=None)
    (part,) = minutes.requirements[-1].parts
    assert part.deadline
    assert part.deadline.due == "2022-05-22"
