"""The one clock. Whatever needs the time asks here; drills and tests hold it still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

CAMPUS_ZONE = ZoneInfo("Asia/Shanghai")

_held: ContextVar[datetime | None] = ContextVar("anlan_clock_held", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return _held.get() or datetime.now(UTC)


def today(zone: tzinfo = CAMPUS_ZONE) -> date:
    """The calendar day on the campus."""
    return now().astimezone(zone).date()


def is_held() -> bool:
    """Whether a drill or a test holds the clock."""
    return _held.get() is not None


@contextmanager
def hold(at: datetime) -> Iterator[datetime]:
    """Hold the clock at an aware instant within the block (per thread and task)."""
    if at.tzinfo is None:
        raise ValueError("hold() needs an aware instant")
    token = _held.set(at.astimezone(UTC))
    try:
        yield at
    finally:
        _held.reset(token)


def later(**amount: float) -> datetime:
    """An instant after now: ``later(hours=2)``."""
    return now() + timedelta(**amount)
