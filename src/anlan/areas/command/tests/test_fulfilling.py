"""Done is what is met with evidence, when it was due or when its work ended; late stays late."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command.models.choices import Obligation
from anlan.areas.command.rules.fulfilling import ENDING, KEPT_OR_BROKEN, Matter, met_at, turned_late
from anlan.areas.command.rules.status import Contribution, Status, said_by
from anlan.areas.command.states import LIVE, DirectiveState

DUE = datetime(2022, 6, 1, 10, 0, tzinfo=UTC)
BEFORE, AFTER = DUE - timedelta(days=2), DUE + timedelta(days=2)
MOMENTS = st.integers(-90, 90).map(lambda hours: DUE + timedelta(hours=hours))
VOICES = st.lists(
    st.builds(
        lambda status, evidence, as_of, done_at: Contribution(
            "tasks", status, as_of, evidence=evidence, done_at=done_at if status is Status.MET else None
        ),
        st.sampled_from([Status.MET, Status.MET, *Status]),
        st.sampled_from([True, True, False]),
        MOMENTS,
        st.none() | MOMENTS,
    ),
    max_size=3,
).map(tuple)
MATTERS = st.builds(
    Matter,
    state=st.sampled_from([state.value for state in DirectiveState]),
    obligation=st.sampled_from(Obligation.values),
    due_at=st.none() | st.just(DUE),
    objected=st.sampled_from([False, False, True]),
    now=VOICES,
    when_due=VOICES,
)


def says(
    status: Status = Status.MET,
    *,
    evidence: bool = True,
    as_of: datetime = BEFORE,
    done_at: datetime | None = None,
) -> tuple[Contribution, ...]:
    return (Contribution("any", status, as_of, evidence=evidence, done_at=done_at),)


def matter(obligation: str = "once", **more: Any) -> Matter:
    given: dict[str, Any] = {"state": "acknowledged", "due_at": DUE, "now": says(), "when_due": says()} | more
    return Matter(obligation=obligation, **given)


@given(MATTERS, MOMENTS, st.booleans())
def test_nothing_is_fulfilled_without_evidence_or_out_of_turn(case, at, confirmed):
    if met_at(case, at=at, confirmed=confirmed) is not None:
        assert case.state == DirectiveState.ACKNOWLEDGED
        assert not case.objected
        assert case.now
        assert said_by(case.now) is Status.MET
        assert all(one.status is Status.MET and one.evidence for one in case.now)


@given(MATTERS, MOMENTS)
def test_before_its_deadline_only_work_that_ends_is_fulfilled_by_itself(case, at):
    over = case.due_at is not None and at > case.due_at
    if met_at(case, at=at) is not None and not over:
        assert case.obligation in ENDING
        assert any(one.done_at is not None for one in case.now)


@given(MATTERS, MOMENTS, st.booleans())
def test_what_was_late_is_fulfilled_after_its_deadline_and_nothing_else_is(case, at, confirmed):
    late = turned_late(case, at=at)
    moment = met_at(case, at=at, confirmed=confirmed)
    if moment is None or case.due_at is None or at <= case.due_at:
        return
    assert late == (moment > case.due_at)


@given(MATTERS, MOMENTS, st.booleans())
def test_a_requirement_marked_late_is_never_fulfilled_in_time(case, hours_after, confirmed):
    at = max(hours_after, DUE + timedelta(hours=1))
    marked = Matter(case.state, case.obligation, DUE, DUE, case.objected, case.now, case.when_due)
    moment = met_at(marked, at=at, confirmed=confirmed)
    assert moment is None or DUE < moment <= at
    assert not turned_late(marked, at=at)


@given(MATTERS, MOMENTS)
def test_only_what_is_in_force_and_past_its_deadline_turns_late(case, at):
    if turned_late(case, at=at):
        assert case.state in LIVE
        assert case.due_at is not None
        assert at > case.due_at


@given(MATTERS, MOMENTS)
def test_whoever_may_be_fulfilled_by_itself_may_be_confirmed(case, at):
    if met_at(case, at=at) is not None:
        assert met_at(case, at=at, confirmed=True) is not None


@pytest.mark.parametrize("obligation", ["once", "conditional"])
def test_work_done_for_good_ends_its_requirement_at_that_moment(obligation):
    done = matter(obligation, now=says(done_at=BEFORE))
    assert met_at(done, at=DUE - timedelta(days=1)) == BEFORE
    assert met_at(matter(obligation, due_at=None, now=says(done_at=BEFORE)), at=AFTER) == BEFORE
    assert met_at(matter(obligation), at=DUE) is None


@pytest.mark.parametrize("obligation", ["standing", "prohibition"])
def test_what_binds_for_long_ends_only_at_its_deadline_or_by_a_person(obligation):
    open_end = matter(obligation, due_at=None, now=says(done_at=BEFORE))
    assert met_at(open_end, at=AFTER) is None
    assert met_at(matter(obligation), at=DUE) is None
    assert met_at(matter(obligation), at=AFTER) == DUE
    assert met_at(matter(obligation), at=BEFORE, confirmed=True) == BEFORE


@pytest.mark.parametrize("status", [Status.NO_DATA, Status.NOT_MET, Status.AT_RISK, Status.ON_TRACK])
def test_what_was_not_met_at_its_deadline_is_late_for_good(status):
    missed = matter(when_due=says(status), now=says(as_of=AFTER))
    at = AFTER + timedelta(days=1)
    assert turned_late(missed, at=at)
    assert met_at(missed, at=at) == AFTER
    assert not turned_late(missed, at=DUE)


def test_work_that_ended_after_the_deadline_is_late_though_it_is_done_now():
    done = says(done_at=AFTER)
    late = matter(now=done, when_due=done)
    assert turned_late(late, at=AFTER + timedelta(hours=1))
    assert met_at(late, at=AFTER + timedelta(hours=1)) == AFTER


def test_late_without_a_newer_moment_is_met_when_it_is_found_met():
    found = matter(now=says(done_at=BEFORE), when_due=says(Status.NOT_MET))
    assert met_at(found, at=AFTER) == AFTER


def test_work_done_before_the_deadline_and_noticed_later_is_in_time():
    done = says(done_at=BEFORE)
    assert met_at(matter("standing", now=done, when_due=done), at=AFTER) == BEFORE


def test_a_prohibition_is_kept_or_broken_and_never_done_late():
    kept = matter(KEPT_OR_BROKEN, now=says(done_at=AFTER), when_due=says(done_at=AFTER))
    assert not turned_late(kept, at=AFTER)
    assert met_at(kept, at=AFTER + timedelta(days=1)) == DUE
    open_one = matter(KEPT_OR_BROKEN, when_due=says(Status.ON_TRACK))
    assert not turned_late(open_one, at=AFTER)
    assert met_at(open_one, at=AFTER) is None
    assert met_at(open_one, at=AFTER, confirmed=True) == DUE
    broken = matter(KEPT_OR_BROKEN, when_due=says(Status.NOT_MET))
    assert turned_late(broken, at=AFTER)
    assert met_at(broken, at=AFTER) is None
    assert met_at(broken, at=AFTER, confirmed=True) == AFTER


def test_an_open_objection_and_a_missing_answer_hold_it_open():
    assert met_at(matter(objected=True), at=AFTER) is None
    assert met_at(matter(state="issued"), at=AFTER) is None
    assert met_at(matter(state="draft"), at=AFTER, confirmed=True) is None
