"""Five words for a requirement; nothing is met without evidence, and late stays late."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command.rules.limits import Limits
from anlan.areas.command.rules.status import (
    Case,
    Contribution,
    Docket,
    Status,
    Verdict,
    Word,
    days_late,
    days_left,
    roll_up,
    share_left,
    stalled_since,
    status_of,
    tally,
)
from anlan.areas.command.states import DirectiveState

LIMITS = Limits(24, 0.30, 0.15, 0.50, 0.3, 3, 45)
START = datetime(2022, 5, 20, 1, 0, tzinfo=UTC)
DUE = START + timedelta(days=10)
STATUSES = st.sampled_from(list(Status))


def judged(
    *,
    at: datetime = START,
    state: str = DirectiveState.ACKNOWLEDGED,
    due: datetime | None = DUE,
    said: tuple[Contribution, ...] = (),
    **more: Any,
) -> Verdict:
    return status_of(Case(state, START, due, said, **more), at=at, limits=LIMITS)


def says(status: Status, *, evidence: bool = True, progress_at: datetime | None = None) -> Contribution:
    return Contribution("tasks", status, START, evidence=evidence, progress_at=progress_at)


@given(st.lists(STATUSES, min_size=1))
def test_a_parent_is_met_only_if_every_child_is(children):
    assert (roll_up(children) is Status.MET) == all(child is Status.MET for child in children)


@given(st.lists(STATUSES, min_size=1))
def test_a_parent_takes_the_worst_of_not_met_and_at_risk(children):
    rolled = roll_up(children)
    if Status.NOT_MET in children:
        assert rolled is Status.NOT_MET
    elif Status.AT_RISK in children:
        assert rolled is Status.AT_RISK


@given(st.lists(STATUSES, min_size=1))
def test_a_child_without_data_never_makes_its_parent_met_or_on_track(children):
    if Status.NO_DATA in children:
        assert roll_up(children) not in {Status.MET, Status.ON_TRACK}


@given(st.lists(STATUSES), st.randoms())
def test_the_order_of_children_does_not_matter(children, random):
    shuffled = list(children)
    random.shuffle(shuffled)
    assert roll_up(shuffled) is roll_up(children)


@given(st.lists(STATUSES, min_size=1), STATUSES)
def test_rolling_up_in_steps_gives_the_same_as_at_once(children, more):
    assert roll_up([roll_up(children), more]) is roll_up([*children, more])


def test_no_children_means_no_data():
    assert roll_up([]) is Status.NO_DATA


def test_a_tally_names_all_five():
    assert tally([Status.MET, Status.MET]) == {
        Status.MET: 2,
        Status.ON_TRACK: 0,
        Status.AT_RISK: 0,
        Status.NOT_MET: 0,
        Status.NO_DATA: 0,
    }


@given(
    st.sampled_from(list(DirectiveState)),
    st.lists(st.tuples(STATUSES, st.booleans()), max_size=4),
    st.integers(-5, 30),
    st.booleans(),
)
def test_nothing_is_met_without_evidence(state, said, days, has_due):
    contributions = tuple(says(status, evidence=evidence) for status, evidence in said)
    verdict = status_of(
        Case(state, START, DUE if has_due else None, contributions),
        at=START + timedelta(days=days),
        limits=LIMITS,
    )
    if verdict.status is Status.MET:
        assert contributions
        assert all(one.status is Status.MET and one.evidence for one in contributions)


@given(st.integers(0, 400), st.lists(STATUSES, max_size=3))
def test_past_its_deadline_an_unfinished_requirement_is_not_met(hours, said):
    at = DUE + timedelta(hours=hours, microseconds=1)
    verdict = judged(at=at, said=tuple(says(one) for one in said))
    assert verdict.status is Status.NOT_MET
    assert verdict.word is Word.OVERDUE
    assert verdict.days >= 1


def test_a_new_requirement_has_no_data_and_waits_for_an_answer():
    assert judged(state=DirectiveState.ISSUED) == Verdict(Status.NO_DATA, Word.WAITING)
    assert judged() == Verdict(Status.NO_DATA, Word.ACKNOWLEDGED)
    assert judged(objected=True) == Verdict(Status.NO_DATA, Word.OBJECTED)


@pytest.mark.parametrize(
    ("days", "word"), [(6.9, Word.ACKNOWLEDGED), (7.1, Word.WARNED), (8.4, Word.WARNED), (8.6, Word.URGED)]
)
def test_without_progress_the_reminder_grows_as_time_runs_out(days, word):
    assert judged(at=START + timedelta(days=days)).word is word


def test_progress_in_the_second_half_calms_the_reminder():
    moved = judged(at=START + timedelta(days=9), acknowledged_at=START + timedelta(days=6))
    assert moved.word is Word.ACKNOWLEDGED
    early = judged(at=START + timedelta(days=9), acknowledged_at=START + timedelta(days=1))
    assert early == Verdict(Status.AT_RISK, Word.URGED)
    said = (says(Status.ON_TRACK, progress_at=START + timedelta(days=6)),)
    assert judged(at=START + timedelta(days=9), said=said) == Verdict(Status.ON_TRACK)


def test_sources_speak_together_the_worst_first():
    assert judged(said=(says(Status.MET), says(Status.NOT_MET))).status is Status.NOT_MET
    assert judged(said=(says(Status.MET), says(Status.AT_RISK))).status is Status.AT_RISK
    assert judged(said=(says(Status.MET), says(Status.ON_TRACK))).status is Status.ON_TRACK
    assert judged(said=(says(Status.MET),)).status is Status.MET


def test_a_fulfilled_requirement_without_evidence_is_no_data():
    done = judged(state=DirectiveState.FULFILLED, at=DUE + timedelta(days=3))
    assert done == Verdict(Status.NO_DATA, Word.NO_INDICATOR)
    proven = judged(state=DirectiveState.FULFILLED, at=DUE + timedelta(days=3), said=(says(Status.MET),))
    assert proven == Verdict(Status.MET)


def test_what_was_fulfilled_on_kept_evidence_stays_met_until_bad_news_comes():
    def after(*said: Contribution) -> Verdict:
        return judged(state=DirectiveState.FULFILLED, at=DUE + timedelta(days=9), said=said, proven=True)

    assert (
        after()
        == after(says(Status.NO_DATA))
        == after(says(Status.MET))
        == Verdict(Status.MET, Word.FULFILLED)
    )
    assert after(says(Status.NOT_MET)) == Verdict(Status.NOT_MET, Word.BROKEN_SINCE)
    assert after(says(Status.AT_RISK)) == Verdict(Status.AT_RISK, Word.BROKEN_SINCE)


def test_an_ended_requirement_says_how_it_ended():
    assert judged(state=DirectiveState.SUPERSEDED).word is Word.SUPERSEDED
    assert judged(state=DirectiveState.WITHDRAWN, at=DUE + timedelta(days=9)).word is Word.WITHDRAWN


def test_days_are_those_of_the_calendar_on_campus():
    midnight = datetime(2022, 6, 1, 16, 0, tzinfo=UTC)
    assert days_late(midnight, at=midnight) == 0
    assert days_late(midnight, at=midnight + timedelta(hours=1)) == 1
    assert days_late(midnight, at=midnight + timedelta(hours=25)) == 2
    assert days_left(midnight, at=midnight - timedelta(hours=25)) == 2
    assert days_left(midnight, at=midnight + timedelta(hours=1)) == 0


def test_the_share_of_time_left_lies_between_nothing_and_all():
    assert share_left(START, DUE, at=START - timedelta(days=1)) == 1
    assert share_left(START, DUE, at=DUE + timedelta(days=1)) == 0
    assert share_left(DUE, DUE, at=START) == 0


MOMENTS = st.integers(-5, 40).map(lambda half_days: START + timedelta(hours=12 * half_days))
NEAR_THE_STALL = st.integers(-2, 2).map(
    lambda off: stalled_since(START, DUE, limits=LIMITS) + timedelta(microseconds=off)
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(DirectiveState)),
            MOMENTS,
            st.none() | MOMENTS | st.just(DUE),
            st.booleans(),
            st.none() | MOMENTS | NEAR_THE_STALL,
        ),
        max_size=40,
    ),
    MOMENTS | st.just(DUE),
)
def test_judging_many_at_once_agrees_with_judging_each(cases, at):
    docket = Docket(at=at, limits=LIMITS)
    for plain in [*cases, *reversed(cases)]:
        state, issued_at, due_at, objected, taken_at = plain
        case = Case(state, issued_at, due_at, objected=objected, acknowledged_at=taken_at)
        assert docket.verdict(plain) == status_of(case, at=at, limits=LIMITS)
