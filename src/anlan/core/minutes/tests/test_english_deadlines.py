"""English time words, counted from a Thursday."""

from datetime import date

import pytest

from anlan.core.minutes.body import Span
from anlan.core.minutes.deadlines import deadlines_in

THURSDAY = date(2022, 5, 19)

CASES = [
    ("by 25 May", "2022-05-25", None),
    ("by 25th May", "2022-05-25", None),
    ("by 25 May 2022", "2022-05-25", None),
    ("by May 25", "2022-05-25", None),
    ("by May 25, 2022", "2022-05-25", None),
    ("by Friday, 27 May", "2022-05-27", None),
    ("before 1 June", "2022-06-01", None),
    ("no later than 31 May", "2022-05-31", None),
    ("until 30 June", "2022-06-30", None),
    ("by 1 Sept", "2022-09-01", None),
    ("by 1 March 2023", "2023-03-01", None),
    ("by 29 February 2024", "2024-02-29", None),
    ("by 29 February 2023", None, None),
    ("by 31 December", "2022-12-31", None),
    ("by Friday", "2022-05-20", None),
    ("by this Friday", "2022-05-20", None),
    ("by next Friday", "2022-05-27", None),
    ("by Monday", "2022-05-23", None),
    ("before Wednesday", "2022-05-25", None),
    ("by 5 pm on Friday", "2022-05-20T17:00", None),
    ("by 5 p.m. on 25 May", "2022-05-25T17:00", None),
    ("by 17:00 on 25 May", "2022-05-25T17:00", None),
    ("by noon on 25 May", "2022-05-25T12:00", None),
    ("by 9.30 am on 25 May", "2022-05-25T09:30", None),
    ("by 12 am on 25 May", "2022-05-25T00:00", None),
    ("by 3 June at 4 pm", "2022-06-03T16:00", None),
    ("by 9 am tomorrow", "2022-05-20T09:00", None),
    ("by tomorrow", "2022-05-20", None),
    ("today", "2022-05-19", None),
    ("by the end of May", "2022-05-31", None),
    ("by the end of June", "2022-06-30", None),
    ("by end of June", "2022-06-30", None),
    ("by the end of the month", "2022-05-31", None),
    ("by the end of this month", "2022-05-31", None),
    ("by the end of next month", "2022-06-30", None),
    ("by the end of the week", "2022-05-22", None),
    ("by the end of next week", "2022-05-29", None),
    ("by the end of the year", "2022-12-31", None),
    ("by the end of next year", "2023-12-31", None),
    ("within five working days", "2022-05-26", None),
    ("within 5 business days", "2022-05-26", None),
    ("within two weeks", "2022-06-02", None),
    ("within one week", "2022-05-26", None),
    ("within 10 days", "2022-05-29", None),
    ("within fourteen days", "2022-06-02", None),
    ("within a month", "2022-06-19", None),
    ("within 48 hours", None, None),
    ("within 30 minutes", None, None),
    ("by 5 pm", None, None),
    ("before the start of term", None, None),
    ("before the ceremony", None, None),
    ("daily", None, "daily"),
    ("every day", None, "daily"),
    ("each day", None, "daily"),
    ("every morning", None, "daily"),
    ("every week", None, "weekly"),
    ("every Monday", None, "weekly"),
    ("weekly", None, "weekly"),
    ("each Friday", None, "weekly"),
    ("monthly", None, None),
    ("every two hours", None, None),
    ("each month", None, None),
    ("every term", None, None),
]


def only(words: str, base: date | None, *, around: str = "Submit the report {}"):
    clause = around.format(words)
    body = clause + "."
    found = deadlines_in(body, Span(0, len(clause)), base=base)
    assert [deadline.text for deadline in found] == [words]
    assert found[0].span.of(body) == words
    return found[0].due, found[0].repeats


@pytest.mark.parametrize(("words", "due", "repeats"), CASES)
def test_time_words_mean_what_they_say(words, due, repeats):
    assert only(words, THURSDAY) == (due, repeats)


@pytest.mark.parametrize(
    "words",
    [
        "by 25 May",
        "by Friday",
        "within 10 days",
        "by the end of the month",
        "by tomorrow",
        "by the end of May",
    ],
)
def test_without_a_base_there_is_no_day(words):
    assert only(words, None) == (None, None)


def test_without_a_base_a_printed_year_gives_the_day():
    assert only("by 25 May 2022", None) == ("2022-05-25", None)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by 10 January", "2023-01-10"),
        ("by Monday", "2023-01-02"),
        ("within 5 days", "2023-01-02"),
        ("by the end of January", "2023-01-31"),
    ],
)
def test_the_year_turns_where_it_should(words, due):
    assert only(words, date(2022, 12, 28)) == (due, None)


def test_the_day_after_on_is_the_deadline_without_on():
    assert only("24 May", THURSDAY, around="Hold the drill on {}") == ("2022-05-24", None)
