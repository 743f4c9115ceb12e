"""The same fault at the same place again: the second is a repeat, the third asks why and for a new rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finding of the same place and item."""

    id: UUID
    raised_at: datetime
    recurrence: int


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Which time it is, and of what it is a repeat."""

    number: int = 1
    repeat_of: UUID | None = None


def recurrence(earlier: Iterable[Earlier], *, at: datetime, days: int) -> Recurrence:
    """Counted on from the newest one within the days before."""
    since = at - timedelta(days=days)
    near = [one for one in earlier if since <= one.raised_at <= at]
    if not near:
        return Recurrence()
    last = max(near, key=lambda one: (one.raised_at, one.recurrence))
    return Recurrence(last.recurrence + 1, last.id)


def asks_for_cause(number: int, *, cause_at: int) -> bool:
    """Whether putting right is not enough any more."""
    return number >= cause_at
