"""Hours of campus time around today, for telling what happened when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from anlan.core.kernel import clock


def hour_of(today: date, days: int, hour: int) -> datetime:
    """An hour of campus time some days from today."""
    return datetime.combine(today + timedelta(days=days), time(hour), tzinfo=clock.CAMPUS_ZONE)
