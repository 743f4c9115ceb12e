"""A month by rotation: who stands which shift, with holidays turned apart from working days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
        for step in range(len(self.ring)):
            one = self.ring[(self.at + step) % len(self.ring)]
            if len(taken) < count and one not in taken and fits(one):
                taken.append(one)
                last = step
        if taken:
            self.at = (self.at + last + 1) % len(self.ring)
        return taken


def plan(
    pattern: Pattern[T],
    *,
    first: date,
    last: date,
    zone: tzinfo,
    is_workday: Callable[[date], bool],
    fits: Fit[T],
) -> list[Planned[T]]:
    """Every shift from the first day to the last; holidays have turns of their own, so that they fall evenly."""
    begin = (pattern.leaders_from, pattern.others_from)
    turns = {
        workday: (_Turn(pattern.leaders, begin[0]), _Turn(pattern.others, begin[1]))
        for workday in (True, False)
    }
    planned: list[Planned[T]] = []
    busy_until: dict[T, datetime] = {}
    for starts, ends in shifts(pattern, first=first, last=last, zone=zone):
        leaders, others = turns[is_workday(starts.astimezone(zone).date())]

        def able(one: T, starts: datetime = starts, ends: datetime = ends) -> bool:
            rested = one not in busy_until or busy_until[one] < starts
            return rested and fits(one, starts, ends)

        leader = next(iter(leaders.take(1, able)), None)
        beside = others.take(pattern.others_each, lambda one, able=able, leader=leader: one != leader and able(one))  # type: ignore[misc]
        for one in (*beside, *([leader] if leader is not None else [])):
            busy_until[one] = ends
        planned.append(Planned(starts, ends, leader, tuple(beside)))
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
