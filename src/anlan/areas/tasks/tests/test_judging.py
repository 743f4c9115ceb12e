"""What a task says by its state, its deadline and the kind of its duty."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command.public import Status
from anlan.areas.tasks.rules.judging import Case, Verdict, verdict_of
from anlan.areas.tasks.rules.reminding import Limits, Stage
from anlan.areas.tasks.states import OWED, Kind, TaskState

BEGAN = datetime(2022, 5, 20, tzinfo=UTC)
TERM = timedelta(hours=100)
LIMITS = Limits(
    long_term_hours=48,
    yellow_share_left=0.3,
    orange_share_left=0.15,
    stalled_share_gone=0.5,
    half_share_gone=0.5,
    due_notice_minutes=15,
    extensions_most=2,
)
HOURS = st.integers(0, 200)


def judged(state: str, *, hours: float, kind: str = Kind.ONCE, breaches: int = 0) -> Verdict:
    """The verdict after so many hours of a hundred."""
    case = Case(state, kind, BEGAN, BEGAN + TERM, None, breaches)
    return verdict_of(case, at=BEGAN + timedelta(hours=hours), limits=LIMITS)


@pytest.mark.parametrize("state", [TaskState.WITHDRAWN, TaskState.DORMANT])
@given(hours=HOURS)
def test_what_was_withdrawn_or_sleeps_says_nothing_however_late(state: str, hours: int):
    assert judged(state, hours=hours) == Verdict(Status.NO_DATA)


@given(state=st.sampled_from(TaskState), kind=st.sampled_from(Kind), hours=HOURS)
def test_only_what_was_verified_is_met(state: TaskState, kind: Kind, hours: int):
    met = judged(state, hours=hours, kind=kind).status == Status.MET
    assert met == (state in {TaskState.VERIFIED, TaskState.CLOSED})


@given(state=st.sampled_from(TaskState), hours=HOURS, breaches=st.integers(1, 5))
def test_a_broken_prohibition_is_not_met_whatever_else_holds(state: TaskState, hours: int, breaches: int):
    found = judged(state, hours=hours, kind=Kind.PROHIBITION, breaches=breaches)
    assert found == Verdict(Status.NOT_MET)


@pytest.mark.parametrize("state", sorted(OWED))
@pytest.mark.parametrize(
    ("hours", "status", "stage"),
    [
        (70, Status.AT_RISK, Stage.YELLOW),
        (85, Status.AT_RISK, Stage.ORANGE),
        (100, Status.NOT_MET, Stage.OVERDUE),
    ],
)
def test_what_is_owed_is_at_risk_as_its_time_runs_out_and_not_met_afterwards(
    state: str, hours: float, status: Status, stage: Stage
):
    assert judged(state, hours=hours) == Verdict(status, stage)


@given(hours=HOURS)
def test_what_was_handed_in_waits_for_others_and_is_never_late(hours: int):
    assert judged(TaskState.SUBMITTED, hours=hours) == Verdict(Status.ON_TRACK)
