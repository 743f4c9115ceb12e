"""What findings and re-checks say, who may look, how long a term is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.inspection.rules.drift import Drift
from anlan.areas.inspection.rules.independence import Involved, Tie, is_own_unit, tie_of
from anlan.areas.inspection.rules.steps import reached, weigh, weight
from anlan.areas.inspection.rules.terms import term_end
from anlan.areas.inspection.states import ENDED, FindingState
from anlan.core.kernel.clock import CAMPUS_ZONE

HOUSE, OFFICE, DESK, KITCHEN = "1/", "1/2/", "1/2/3/", "1/4/"
ONE, OTHER = UUID(int=1), UUID(int=2)
FINDINGS = st.tuples(st.sampled_from(["minor", "serious", "stop_now"]), st.booleans())


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_the_share_lies_in_its_interval_and_the_interval_between_none_and_all(counts: tuple[int, int]):
    drift = Drift(*counts)
    low, high = drift.interval() or (1, 0)
    assert drift.share == counts[1] / counts[0]
    assert 0 <= low <= drift.share + 1e-12
    assert drift.share - 1e-12 <= high <= 1


def test_without_rechecks_there_is_no_share_and_with_nine_none_worth_telling():
    assert Drift(0, 0).share is None
    assert Drift(0, 0).interval() is None
    assert not Drift(9, 0).says_enough
    assert Drift(10, 0).says_enough


def test_more_rechecks_say_the_same_share_more_surely():
    widths = [high - low for n in (10, 100, 1000) for low, high in [Drift(n, n // 10).interval() or (0, 0)]]
    assert widths == sorted(widths, reverse=True)


def test_no_finding_is_no_proof():
    assert weigh([]) is None


@given(st.lists(FINDINGS, min_size=1, max_size=6))
def test_the_worst_finding_decides_in_whatever_order_they_come(findings: list[tuple[str, bool]]):
    said = {weight(severity, late=late) for severity, late in findings}
    assert weigh(findings) == ("not_met" if "not_met" in said else "at_risk")
    assert weigh(findings) == weigh(findings[::-1])


@pytest.mark.parametrize(
    ("severity", "late", "said"),
    [
        ("stop_now", False, "not_met"),
        ("serious", True, "not_met"),
        ("serious", False, "at_risk"),
        ("minor", True, "at_risk"),
    ],
)
def test_pressing_findings_and_serious_late_ones_break_a_requirement(severity: str, late: bool, said: str):
    assert weight(severity, late=late) == said


def test_every_state_has_a_place_on_the_way_and_the_ended_ones_the_last():
    assert {reached(state) for state in FindingState} <= set(range(1, 6))
    assert {reached(state) for state in ENDED} == {5}


@pytest.mark.parametrize(
    ("subject", "mine", "own"),
    [
        (OFFICE, [OFFICE], True),
        (DESK, [OFFICE], True),
        (OFFICE, [DESK], True),
        (KITCHEN, [OFFICE, DESK], False),
        (OFFICE, [HOUSE], False),
        (HOUSE, [HOUSE], False),
        (HOUSE, [OFFICE], False),
        (OFFICE, [], False),
        ("1/22/", [OFFICE], False),
    ],
)
def test_ones_own_unit_reaches_up_and_down_but_never_takes_the_whole_house(
    subject: str, mine: list[str], own: bool
):
    assert is_own_unit(subject, mine) is own


@pytest.mark.parametrize(
    ("position", "person", "tie"),
    [
        (ONE, None, Tie.DOER),
        (None, OTHER, Tie.AUTHOR),
        (OTHER, ONE, Tie.NONE),
        (None, None, Tie.NONE),
    ],
)
def test_a_seat_or_a_person_is_bound_by_what_it_did(position: UUID | None, person: UUID | None, tie: Tie):
    involved = Involved(doers=[(ONE, None)], authors=[(None, OTHER), (None, None)])
    assert tie_of(involved, position_id=position, person_id=person) is tie


def test_who_did_the_work_and_brought_the_evidence_is_named_as_the_one_who_did_it():
    both = Involved(doers=[(ONE, None)], authors=[(ONE, None)])
    assert tie_of(both, position_id=ONE, person_id=None) is Tie.DOER


@given(
    start=st.datetimes(datetime(2021, 1, 1), datetime(2022, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    days=st.integers(1, 15),
)
def test_working_days_never_end_a_term_sooner_than_days(start: datetime, days: int):
    ends = term_end(start, days=days, working=False)
    assert ends - timedelta(days=days + 1) <= start < ends - timedelta(days=days)
    assert term_end(start, days=days, working=True) >= ends


def test_a_term_is_counted_from_the_day_on_campus():
    late = datetime(2022, 5, 23, 17, tzinfo=UTC)
    assert term_end(late, days=1, working=False).date() == date(2022, 5, 26)
    assert term_end(late, days=1, working=False).tzinfo is CAMPUS_ZONE


def test_a_term_past_the_end_of_the_calendar_is_refused():
    with pytest.raises(ValueError, match="no calendar"):
        term_end(datetime(9999, 12, 30, tzinfo=UTC), days=5, working=True)
