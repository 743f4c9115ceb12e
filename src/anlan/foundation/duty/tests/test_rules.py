"""The rules of duty hold whatever the roster looks like."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.duty.rules.gaps import GapKind, Stand, Stretch, gaps
from anlan.foundation.duty.rules.icalendar import Occasion, icalendar
from anlan.foundation.duty.rules.independence import signers_differ
from anlan.foundation.duty.rules.ladder import Rung, rungs_due
from anlan.foundation.duty.rules.pattern import Pattern, plan
from anlan.foundation.duty.selectors.figures import figures

START = datetime(2022, 5, 19, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
STANDS = st.builds(Stand, name=st.sampled_from("甲乙丙丁"), lead=st.booleans(), fit=st.booleans())


@st.composite
def stretches(draw: st.DrawFn) -> list[Stretch]:
    """Shifts one after another, some hours left out."""
    rows, at = [], START
    for wait, length in draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 6)), max_size=8)):
        starts = at + wait * HOUR
        at = starts + length * HOUR
        rows.append(Stretch(starts, at, tuple(draw(st.lists(STANDS, max_size=4)))))
    return rows


@given(stretches(), st.integers(1, 3))
def test_no_gap_is_named_exactly_when_every_hour_has_a_leader_and_enough_people(
    rows: list[Stretch], least: int
):
    until = START + 24 * HOUR
    found = gaps(rows, since=START, until=until, least=least)
    for hour in range(24):
        at = START + hour * HOUR
        on = [stand for row in rows if row.starts <= at < row.ends for stand in row.stands if stand.fit]
        good = any(stand.lead for stand in on) and len(on) >= least
        assert good == (not any(gap.starts <= at < gap.ends for gap in found))


@given(stretches())
def test_gaps_come_in_order_and_name_only_those_who_cannot_stand(rows: list[Stretch]):
    found = gaps(rows, since=START, until=START + 60 * HOUR, least=1)
    assert [gap.starts for gap in found] == sorted(gap.starts for gap in found)
    unfit = {stand.name for row in rows for stand in row.stands if not stand.fit}
    assert {name for gap in found for name in gap.missing} <= unfit
    assert all(gap.missing == () for gap in found if gap.kind is GapKind.HOLE)


@given(st.integers(2, 6), st.integers(2, 8), st.sampled_from([6, 8, 12, 24]), st.integers(0, 400))
def test_a_plan_has_a_leader_for_every_shift_and_nobody_twice_at_once(
    leaders: int, others: int, hours: int, offset: int
):
    pattern = Pattern(time(8), hours, range(leaders), range(100, 100 + others), 1)
    first = date(2022, 1, 1) + timedelta(days=offset)
    rows = plan(
        pattern,
        first=first,
        last=first + timedelta(days=13),
        zone=CAMPUS_ZONE,
        is_workday=lambda day: day.weekday() < 5,
        fits=lambda _one, _starts, _ends: True,
    )
    assert len(rows) == 14 * 24 // hours
    assert all(row.leader is not None and len(row.others) == 1 for row in rows)
    assert all(one.leader != after.leader for one, after in pairwise(rows))


def test_turns_on_holidays_fall_evenly():
    rows = plan(
        Pattern(time(8), 24, ("a", "b", "c"), (), 0),
        first=date(2022, 5, 2),
        last=date(2022, 6, 12),
        zone=CAMPUS_ZONE,
        is_workday=lambda day: day.weekday() < 5,
        fits=lambda _one, _starts, _ends: True,
    )
    free = [row.leader for row in rows if row.starts.weekday() >= 5]
    assert {free.count(one) for one in "abc"} <= {3, 4, 5}


@given(st.integers(-60, 900), st.booleans(), st.booleans())
def test_the_ladder_only_climbs_and_stops_at_the_acknowledgement(
    minutes: int, lead: bool, acknowledged: bool
):
    at = START + timedelta(minutes=minutes)
    now, later = (
        rungs_due(
            starts=START,
            ends=START + 12 * HOUR,
            acknowledged=acknowledged,
            lead=lead,
            at=moment,
            figures=figures(),
        )
        for moment in (at, at + timedelta(minutes=7))
    )
    assert len(now) == len(set(now))
    assert not (acknowledged and now)
    assert Rung.LEADER not in now or not lead
    assert at + timedelta(minutes=7) >= START + 12 * HOUR or set(now) <= set(later)


@given(st.uuids() | st.none(), st.uuids() | st.none())
def test_one_person_never_signs_on_both_sides(one: UUID | None, other: UUID | None):
    assert signers_differ(one, other) == (one is not None and other is not None and one != other)
    assert not signers_differ(one, one)


@given(st.text(max_size=120))
def test_a_calendar_line_is_never_too_long_and_holds_no_line_of_its_own(title: str):
    text = icalendar([Occasion("k", START, START + HOUR, title)], domain="example.edu", at=START, name="值班")
    lines = text.split("\r\n")
    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in lines)
    assert sum(1 for line in lines if line.startswith("BEGIN:")) == 2
    assert not any("\n" in line for line in lines)
