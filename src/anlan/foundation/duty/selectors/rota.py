"""Shifts with who stands them, how that is acknowledged, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.duty.models import Roster, Shift, Watch
from anlan.foundation.duty.rules.gaps import Gap, Stand, Stretch, gaps, gaps_of
from anlan.foundation.duty.rules.ladder import is_late
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.selectors.presence import unfit
from anlan.foundation.duty.selectors.sight import rosters_for
from anlan.foundation.duty.states import ShiftState
from anlan.foundation.ui.marks import Mark


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One person on a shift; ``standing`` is a code of how they stand."""

    watch: Watch
    fit: bool
    standing: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift with its people and gaps."""

    shift: Shift
    people: tuple[WatchRow, ...]
    gaps: tuple[Gap, ...]
    running: bool

    @property
    def leader(self) -> WatchRow | None:
        """Who leads and can."""
        return next((row for row in self.people if row.watch.lead and row.fit), None)

    @property
    def others(self) -> tuple[WatchRow, ...]:
        """Everybody but the leader."""
        return tuple(row for row in self.people if row is not self.leader)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a roster."""

    day: date
    shifts: tuple[ShiftRow, ...]
    is_today: bool


MARKS = {
    "absent": Mark.NOT_MET,
    "unanswered": Mark.AT_RISK,
    "late": Mark.AT_RISK,
    "acknowledged": Mark.MET,
    "waiting": Mark.NOT_STARTED,
}


def shift_rows(shifts: Sequence[Shift], *, at: datetime) -> list[ShiftRow]:
    """The rows of shifts whose ``standing_watches`` are loaded; three queries."""
    bad = unfit(watch for shift in shifts for watch in watches_of(shift))
    return [_row(shift, bad=bad, at=at) for shift in shifts]


def watches_of(shift: Shift) -> list[Watch]:
    """The loaded watches of a shift, else those of the database."""
    loaded: list[Watch] | None = getattr(shift, "standing_watches", None)
    if loaded is None:
        loaded = list(shift.watches.filter(left_at=None).select_related("person"))
    return loaded


def shifts_between(
    rosters: Sequence[UUID], *, since: datetime, until: datetime, drafts: bool = False
) -> list[Shift]:
    """The shifts that touch a stretch of time, with roster and people; two queries."""
    states = [ShiftState.PUBLISHED, *([ShiftState.DRAFT] if drafts else [])]
    rows = Shift.objects.filter(roster_id__in=rosters, state__in=states, starts__lt=until, ends__gt=since)
    people = Watch.objects.filter(left_at=None).select_related("person")
    loaded = Prefetch("watches", queryset=people, to_attr="standing_watches")
    return list(rows.select_related("roster__position__unit").prefetch_related(loaded))


def week(
    viewer: Actor, *, first: date, days: int = 7, roster: Roster | None = None
) -> list[tuple[Roster, list[DayRow]]]:
    """Every roster that the viewer sees, day by day."""
    kept = [roster] if roster else list(rosters_for(viewer))
    since, until = edge(first), edge(first + timedelta(days=days))
    drafts = viewer.holds("duty.plan")
    found = shifts_between([one.pk for one in kept], since=since, until=until, drafts=drafts)
    by_day: dict[tuple[UUID, date], list[ShiftRow]] = defaultdict(list)
    for row in shift_rows(found, at=clock.now()):
        day = max(row.shift.starts.astimezone(clock.CAMPUS_ZONE).date(), first)
        by_day[row.shift.roster_id, day].append(row)
    dates = [first + timedelta(days=number) for number in range(days)]
    today = clock.today()
    return [
        (one, [DayRow(day, tuple(by_day[one.pk, day]), is_today=day == today) for day in dates])
        for one in kept
    ]


def running(viewer: Actor, *, at: datetime) -> list[ShiftRow]:
    """Who is on duty now."""
    keys = [one.pk for one in rosters_for(viewer)]
    found = shifts_between(keys, since=at, until=at + timedelta(microseconds=1))
    return shift_rows(found, at=at)


def gaps_between(roster: Roster, *, since: datetime, until: datetime, drafts: bool = True) -> list[Gap]:
    """What is missing on a roster from–until, its plan included."""
    found = shifts_between([roster.pk], since=since, until=until, drafts=drafts)
    bad = unfit(watch for shift in found for watch in watches_of(shift))
    stretches = [stretch_of(shift, bad=bad) for shift in found]
    return gaps(stretches, since=since, until=until, least=roster.least)


def stretch_of(shift: Shift, *, bad: set[UUID]) -> Stretch:
    """A shift as the rule of gaps sees it."""
    stands = tuple(
        Stand(watch.person.name, watch.lead, fit=watch.pk not in bad) for watch in watches_of(shift)
    )
    return Stretch(shift.starts, shift.ends, stands)


def edge(day: date) -> datetime:
    """The first instant of a campus day."""
    return datetime.combine(day, time(), tzinfo=clock.CAMPUS_ZONE)


def standing_of(watch: Watch, *, fit: bool, at: datetime) -> str:
    """How somebody stands: absent, acknowledged, late, unanswered, or still ahead."""
    if not fit:
        return "absent"
    if watch.acknowledged_at is not None:
        return "late" if watch.acknowledged_late else "acknowledged"
    return "unanswered" if is_late(starts=watch.starts, at=at, figures=figures()) else "waiting"


def _row(shift: Shift, *, bad: set[UUID], at: datetime) -> ShiftRow:
    people = []
    for watch in watches_of(shift):
        standing = standing_of(watch, fit=watch.pk not in bad, at=at)
        people.append(WatchRow(watch, watch.pk not in bad, standing, MARKS[standing]))
    missing = tuple(gaps_of(stretch_of(shift, bad=bad), least=shift.roster.least))
    return ShiftRow(shift, tuple(people), missing, running=shift.starts <= at < shift.ends)
