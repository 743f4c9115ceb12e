"""Until when a unit may object, and by when others have to answer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.minutes.deadlines.reckoning import after_workdays


def term_end(start: datetime, *, days: int, working: bool) -> datetime:
    """The end of the last day: the day of the start does not count, nor, if working, does a day off."""
    day: date = start.astimezone(CAMPUS_ZONE).date()
    last = after_workdays(day, days=days) if working else day + timedelta(days=days)
    if last is None:
        raise ValueError("no calendar that far")
    return datetime.combine(last + timedelta(days=1), time(), tzinfo=CAMPUS_ZONE)
