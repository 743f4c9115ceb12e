"""A month by rotation: who stands which shift, with holidays turned apart from working days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pattern(Generic[T]):
    """Leaders and others in their order of turn; ``others_each`` stand a shift beside the leader.

    ``leaders_from`` and ``others_from`` say who begins, so that a month goes on where the last one ended.
    """

    first_start: time
    shift_hours: int
    leaders: Sequence[T]
    others: Sequence[T]
    others_each: int
    leaders_from: int = 0
    others_from: int = 0


@dataclass(frozen=True, slots=True)
class Planned(Generic[T]):
    """A shift with its leader and the others."""

    starts: datetime
    ends: datetime
    leader: T | None
    others: tuple[T, ...]


Fit = Callable[[T, datetime, datetime], bool]


@dataclass(slots=True)
class _Turn(Generic[T]):
    """A ring of people: whoever cannot stand is passed over and keeps the place in the order."""

    ring: Sequence[T]
    at: int = 0

    def take(self, count: int, fits: Callable[[T], bool]) -> list[T]:
        """The next so many who can stand; fewer when there are not enough."""
        taken: list[T] = []
        last = 0
        for step in range(len(self.ring)):
            one = self.ring[(self.at + step) % len(self.ring)]
            if len(taken) < count and one not in taken and fits(one):
                taken.append(one)
                last = step
        if taken:
            self.at = (self.at + last + 1) % len(self.ring)
        return taken


@dataclass(slots=True)
class _Desk(Generic[T]):
    """Who has stood until when, and who can stand at all."""

    fits: Fit[T]
    busy_until: dict[T, datetime] = field(default_factory=dict)

    def choose(
        self, turn: _Turn[T], count: int, *, starts: datetime, ends: datetime, but: Sequence[T] = ()
    ) -> list[T]:
        """The next so many; those who have just stood only when nobody rested is left."""

        def able(one: T) -> bool:
            free = one not in but and self.busy_until.get(one, starts) <= starts
            return free and self.fits(one, starts, ends)

        def rested(one: T) -> bool:
            return able(one) and self.busy_until.get(one) != starts

        chosen = turn.take(count, rested)
        if len(chosen) < count:
            chosen += turn.take(count - len(chosen), lambda one: one not in chosen and able(one))
        return chosen

    def seat(self, people: Sequence[T], until: datetime) -> None:
        """Keep in mind who stands until when."""
        self.busy_until.update(dict.fromkeys(people, until))


def plan(
    pattern: Pattern[T],
    *,
    first: date,
    last: date,
    zone: tzinfo,
    is_workday: Callable[[date], bool],
    fits: Fit[T],
) -> list[Planned[T]]:
    """Every shift from the first day to the last; holidays have turns of their own, to fall evenly."""
    turns = {
        workday: (_Turn(pattern.leaders, pattern.leaders_from), _Turn(pattern.others, pattern.others_from))
        for workday in (True, False)
    }
    desk: _Desk[T] = _Desk(fits)
    planned: list[Planned[T]] = []
    for starts, ends in shifts(pattern, first=first, last=last, zone=zone):
        leaders, others = turns[is_workday(starts.astimezone(zone).date())]
        lead = desk.choose(leaders, 1, starts=starts, ends=ends)
        beside = desk.choose(others, pattern.others_each, starts=starts, ends=ends, but=lead)
        desk.seat([*lead, *beside], ends)
        planned.append(Planned(starts, ends, lead[0] if lead else None, tuple(beside)))
    return planned


def shifts(
    pattern: Pattern[T], *, first: date, last: date, zone: tzinfo
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of the days; 24 hours are covered each day from the first start on."""
    day = first
    while day <= last:
        start = datetime.combine(day, pattern.first_start, tzinfo=zone)
        for number in range(24 // pattern.shift_hours):
            begin = start + timedelta(hours=number * pattern.shift_hours)
            yield begin, begin + timedelta(hours=pattern.shift_hours)
        day += timedelta(days=1)
