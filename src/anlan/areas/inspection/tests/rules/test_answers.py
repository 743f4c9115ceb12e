"""Answers of every kind: what is taken, what cannot be read, and that no answer breaks the reading."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.inspection.rules.answers import Read, read_answers
from anlan.areas.inspection.rules.forms import Choice, Form, Kind, Question

CHOICES = (Choice("gas", "气"), Choice("bio", "生物"))
ANSWERED = [kind for kind in Kind if kind is not Kind.NOTE]
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner)),
    max_leaves=5,
)


def asked(kind: Kind, raw: Any, **more: Any) -> Read:
    """One question of a kind, answered."""
    question = Question("q", kind, "题", choices=CHOICES, **more)
    return read_answers(Form((), (question,)), {"q": raw})


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.JUDGE, "fail", "fail"),
        (Kind.ONE, "gas", "gas"),
        (Kind.MANY, "gas bio", ("gas", "bio")),
        (Kind.MANY, ["bio", "gas", "bio"], ("bio", "gas")),
        (Kind.INTEGER, " -12 ", Decimal(-12)),
        (Kind.INTEGER, 7, Decimal(7)),
        (Kind.DECIMAL, "3.50", Decimal("3.50")),
        (Kind.DECIMAL, -0.5, Decimal("-0.5")),
        (Kind.TEXT, " 干净 ", "干净"),
        (Kind.DATE, "2022-05-23", "2022-05-23"),
        (Kind.DATE, "20220523", "2022-05-23"),
        (Kind.GEOPOINT, "43.8  125.3 210 4.5", "43.8 125.3 210 4.5"),
        (Kind.GEOPOINT, "-90 180", "-90 180"),
    ],
)
def test_an_answer_is_kept_as_what_it_means(kind: Kind, raw: Any, value: Any):
    read = asked(kind, raw)
    assert (dict(read.values), read.faults) == ({"q": value}, ())


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.JUDGE, "good"),
        (Kind.JUDGE, ["fail"]),
        (Kind.ONE, "water"),
        (Kind.ONE, 3),
        (Kind.MANY, "gas water"),
        (Kind.MANY, ["gas", 1]),
        (Kind.MANY, {"gas": True}),
        (Kind.INTEGER, "1.5"),
        (Kind.INTEGER, True),
        (Kind.INTEGER, "1234567890123"),
        (Kind.DECIMAL, "much"),
        (Kind.DECIMAL, "NaN"),
        (Kind.DECIMAL, "Infinity"),
        (Kind.DECIMAL, "1e16"),
        (Kind.DECIMAL, "0" * 31),
        (Kind.DECIMAL, False),
        (Kind.TEXT, "   "),
        (Kind.TEXT, "a\x00b"),
        (Kind.TEXT, "长" * 1001),
        (Kind.TEXT, 5),
        (Kind.DATE, "2022-02-30"),
        (Kind.DATE, "tomorrow"),
        (Kind.GEOPOINT, "43.8"),
        (Kind.GEOPOINT, "1 2 3 4 5"),
        (Kind.GEOPOINT, "north east"),
        (Kind.GEOPOINT, "90.1 0"),
        (Kind.GEOPOINT, "0 -180.1"),
        (Kind.GEOPOINT, "nan 0"),
        (Kind.GEOPOINT, "0 0 inf"),
    ],
)
def test_what_is_no_answer_to_the_question_is_unreadable_and_never_kept(kind: Kind, raw: Any):
    read = asked(kind, raw)
    assert dict(read.values) == {}
    assert dict(read.judged) == {}
    assert [(one.key, one.code) for one in read.faults] == [("q", "unreadable")]


@pytest.mark.parametrize("raw", [None, "", [], ()])
@pytest.mark.parametrize("kind", ANSWERED)
def test_what_is_required_and_empty_is_missing(kind: Kind, raw: Any):
    assert [one.code for one in asked(kind, raw, required=True).faults] == ["missing"]


@pytest.mark.parametrize("raw", ["  ", "\t"])
def test_blanks_are_no_choice_among_many(raw: str):
    assert [one.code for one in asked(Kind.MANY, raw, required=True).faults] == ["unreadable"]


def test_an_unfinished_sheet_lacks_nothing_but_wrong_answers_are_told():
    form = Form((), (Question("a", Kind.JUDGE, "一"), Question("b", Kind.INTEGER, "二", required=True)))
    assert read_answers(form, {}, complete=False).faults == ()
    assert [one.code for one in read_answers(form, {"b": "x"}, complete=False).faults] == ["unreadable"]


def test_a_note_takes_no_answer_and_is_never_missing():
    read = asked(Kind.NOTE, "whatever", required=True)
    assert read.asked == ("q",)
    assert (dict(read.values), read.faults) == ({}, ())


def test_an_answer_to_a_question_that_does_not_exist_is_told():
    read = read_answers(Form((), (Question("a", Kind.TEXT, "一"),)), {"a": "好", "z": "?"})
    assert [(one.key, one.code) for one in read.faults] == [("z", "unknown")]


def test_what_is_not_asked_counts_for_nothing_whatever_was_sent():
    form = Form(
        (), (Question("a", Kind.TEXT, "一"), Question("b", Kind.JUDGE, "二", relevant="${a} = 'yes'"))
    )
    read = read_answers(form, {"a": "no", "b": "fail"})
    assert (read.asked, read.failed, read.faults) == (("a",), (), ())
    assert read_answers(form, {"a": "yes", "b": "fail"}).failed == ("b",)


@given(kind=st.sampled_from(ANSWERED), raw=JSON, fails=st.booleans())
def test_whatever_is_sent_is_kept_or_told_but_never_both(kind: Kind, raw: Any, fails: bool):
    more = {"fails_if": ". > 8"} if fails and kind is not Kind.JUDGE else {}
    read = asked(kind, raw, required=True, **more)
    assert len(read.faults) + len(read.values) == 1
    assert set(read.judged) <= set(read.values)
    assert set(read.judged.values()) <= {"pass", "fail", "na"}
