"""Small foundations: spans, sentences, numerals, the calendar, the door's data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.minutes import Minutes, Requirement, Sentence, Span
from anlan.core.minutes.body import clauses, is_han, lines, normal_newlines, sentences, trimmed
from anlan.core.minutes.deadlines import reckoning
from anlan.core.minutes.doubts import CODES, doubts_about
from anlan.core.minutes.numerals import whole_number


def cut(text: str) -> list[str]:
    return [span.of(text) for line in lines(text) for span in sentences(text, line)]


def test_spans_hold_and_meet_half_open():
    assert Span(0, 4).holds(Span(1, 4))
    assert not Span(0, 4).holds(Span(1, 5))
    assert Span(0, 4).meets(Span(3, 9))
    assert not Span(0, 4).meets(Span(4, 9))
    assert len(Span(2, 5)) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("他说：“甲。”乙。", ["他说：“甲。”", "乙。"]),
        ("甲……乙", ["甲……", "乙"]),
        ("It is 3.5 km. Go.", ["It is 3.5 km.", "Go."]),
        ("Dr. Lin left. Prof. Zhou stayed.", ["Dr. Lin left.", "Prof. Zhou stayed."]),
        ("1. The Dean shall act. Soon.", ["1. The Dean shall act.", "Soon."]),
        ("消毒教室.核验身份.", ["消毒教室.", "核验身份."]),
        ("甲。消毒教室.核验身份", ["甲。", "消毒教室.核验身份"]),
        ("  甲。 \n\n 乙。 ", ["甲。", "乙。"]),
        ("", []),
    ],
)
def test_sentences_end_at_full_stops_only(text, found):
    assert cut(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("甲；乙;丙。", ["甲；", "乙;", "丙。"]), ("甲；", ["甲；"]), ("； ；", ["；", "；"]), ("", [])],
)
def test_clauses_are_parted_at_semicolons(text, found):
    assert [span.of(text) for span in clauses(text, Span(0, len(text)))] == found


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_trimming_never_leaves_the_span(text, start, end):
    start, end = min(start, len(text)), min(end, len(text))
    span = trimmed(text, start=start, end=end)
    assert start <= span.start <= span.end <= max(start, end)
    assert not span.of(text)[:1].isspace()


@given(st.text(alphabet="甲\r\n", max_size=20))
def test_no_carriage_return_is_left(text):
    assert "\r" not in normal_newlines(text)
    assert normal_newlines(normal_newlines(text)) == normal_newlines(text)


@pytest.mark.parametrize(
    ("character", "han"), [("要", True), ("㐀", True), ("𠮷", True), ("a", False), ("，", False), ("", False)]
)
def test_ideographs_are_told_from_marks(character, han):
    assert is_han(character) is han


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("007", 7),
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零五", 105),
        ("两百三十", 230),
        ("三千", 3000),
        ("贰拾叁", 23),
        ("二〇二二", 2022),
        ("", None),
        ("甲", None),
        ("十甲", None),
        ("二二十", None),
        ("十百", None),
        ("1二", None),
        ("1" * 10, None),
    ],
)
def test_numerals_are_whole_numbers_or_nothing(printed, number):
    assert whole_number(printed) == number


def test_the_calendar_ends_without_an_error():
    last = date(9999, 12, 31)
    assert reckoning.later_by_days(last, days=1) is None
    assert reckoning.after_workdays(last, days=5) is None
    assert reckoning.weekday_of(last, weekday=6, weeks=1) is None
    assert reckoning.end_of_month(*reckoning.month_after(last, months=1)) is None
    assert reckoning.later_by_months(last, months=1) is None
    assert reckoning.iso(None, None) is None


@pytest.mark.parametrize(("hour", "minute"), [(25, 0), (24, 1), (23, 60)])
def test_hours_that_no_clock_shows_are_none(hour, minute):
    assert reckoning.clock_time(hour=hour, minute=minute) is None


def test_one_in_the_midday_is_thirteen():
    found = reckoning.clock_time(hour=1, minute=30, half_day="中午")
    assert found is not None
    assert (found.hour, found.minute) == (13, 30)


def test_a_requirement_without_parts_is_doubted():
    bare = Requirement(
        no="1", speaker=None, speaker_role=None, marker=None, heading="甲", span=Span(0, 1), parts=()
    )
    (doubt,) = doubts_about([bare], announced=(), gaps=(), undated=False, cut=False)
    assert doubt.code == "minutes.no_parts"
    assert doubt.code in CODES


def test_the_door_holds_plain_frozen_data():
    assert Minutes(body="").as_json() == {
        "title": None,
        "held_on": None,
        "published_on": None,
        "body": "",
        "requirements": [],
        "announced": [],
        "warnings": [],
    }
    assert Sentence(span=Span(0, 1), requirements=("1",)).matched
    assert not Sentence(span=Span(0, 1)).matched
