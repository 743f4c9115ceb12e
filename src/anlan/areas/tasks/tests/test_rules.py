"""Reminders and periods as pure rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.tasks.rules.independence import Involved, Tie, tie_of
from anlan.areas.tasks.rules.reminding import Stage, Times, next_change, stage_of
from anlan.areas.tasks.rules.standing import period_end
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.core.kernel.ids import new_id

BEGAN = datetime(2022, 5, 20, tzinfo=UTC)
ORDER = [Stage.NONE, Stage.HALF, Stage.YELLOW, Stage.ORANGE, Stage.DUE, Stage.OVERDUE]


def at(hours: float) -> datetime:
    return BEGAN + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("hours", "stage"),
    [
        (0, "none"),
        (69.9, "none"),
        (70, "yellow"),
        (84.9, "yellow"),
        (85, "orange"),
        (99.9, "orange"),
        (100, "overdue"),
    ],
)
def test_a_long_term_turns_yellow_at_thirty_and_orange_at_fifteen_percent(hours: float, stage: str):
    assert stage_of(Times(BEGAN, at(100)), at=at(hours), limits=limits()) == stage


def test_progress_in_the_second_half_calms_and_earlier_progress_does_not():
    for moved, stage in ((49, Stage.YELLOW), (50, Stage.NONE)):
        assert stage_of(Times(BEGAN, at(100), at(moved)), at=at(80), limits=limits()) is stage


@pytest.mark.parametrize(
    ("hours", "stage"),
    [(0, "none"), (4.9, "none"), (5, "half"), (9.74, "half"), (9.75, "due"), (10, "overdue")],
)
def test_a_short_term_is_reminded_at_half_time_and_at_its_end(hours: float, stage: str):
    assert stage_of(Times(BEGAN, at(10)), at=at(hours), limits=limits()) == stage


def test_forty_eight_hours_are_a_long_term():
    assert stage_of(Times(BEGAN, at(48)), at=at(24), limits=limits()) is Stage.NONE
    assert stage_of(Times(BEGAN, at(47.9)), at=at(24), limits=limits()) is Stage.HALF


def test_without_a_deadline_nobody_is_reminded():
    assert stage_of(Times(BEGAN, None), at=at(9999), limits=limits()) is Stage.NONE
    assert next_change(Times(BEGAN, None), at=BEGAN, limits=limits()) is None


@given(st.floats(0.1, 900), st.none() | st.floats(0, 900), st.floats(0, 1000))
def test_the_next_change_is_the_first_instant_of_another_stage(term: float, moved: float | None, now: float):
    times = Times(BEGAN, at(term), None if moved is None else at(moved))
    here = stage_of(times, at=at(now), limits=limits())
    change = next_change(times, at=at(now), limits=limits())
    if change is None:
        assert here is Stage.OVERDUE
        return
    assert change > at(now)
    just_before = change - timedelta(microseconds=1)
    assert stage_of(times, at=max(just_before, at(now)), limits=limits()) == here
    assert ORDER.index(stage_of(times, at=change, limits=limits())) >= ORDER.index(here)


@given(st.integers(0, 2000), st.sampled_from(["daily", "weekly"]))
def test_a_period_ends_after_now_at_the_same_hour(hours: int, rhythm: str):
    due = datetime(2022, 5, 20, 10, 0, tzinfo=UTC)
    end = period_end(due, rhythm=rhythm, at=at(hours))
    assert end > at(hours)
    assert (end - due) % timedelta(days=1) == timedelta(0)


def test_doer_and_author_are_bound_by_seat_and_by_person():
    seat, person, other = new_id(), new_id(), new_id()
    involved = Involved({seat}, {person}, {other}, {other})
    assert tie_of(involved, position_id=seat, person_id=None) is Tie.DOER
    assert tie_of(involved, position_id=None, person_id=person) is Tie.DOER
    assert tie_of(involved, position_id=other, person_id=new_id()) is Tie.AUTHOR
    assert tie_of(involved, position_id=new_id(), person_id=other) is Tie.AUTHOR
    assert tie_of(involved, position_id=new_id(), person_id=new_id()) is Tie.NONE
