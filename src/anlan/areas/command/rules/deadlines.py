"""From the time words of a text to an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from anlan.core.kernel.clock import CAMPUS_ZONE


@dataclass(frozen=True, slots=True)
class Due:
    """An instant and whether the whole day belongs to it."""

    at: datetime | None
    all_day: bool


def due_of(printed: str | None, *, zone: ZoneInfo = CAMPUS_ZONE) -> Due:
    """The instant of an ISO day (its end on campus) or date-time; None stays None."""
    if not printed:
        return Due(None, all_day=False)
    if len(printed) == len("2022-05-19"):
        return Due(end_of_day(date.fromisoformat(printed), zone=zone), all_day=True)
    at = datetime.fromisoformat(printed)
    return Due(at if at.tzinfo else at.replace(tzinfo=zone), all_day=False)


def end_of_day(day: date, *, zone: ZoneInfo = CAMPUS_ZONE) -> datetime:
    """Midnight after the day: the first instant that is too late."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
