"""Periods of standing tasks on the campus calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from anlan.core.kernel.clock import CAMPUS_ZONE

STEPS = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}


def period_end(due_at: datetime, *, rhythm: str, at: datetime, zone: ZoneInfo = CAMPUS_ZONE) -> datetime:
    """The end of the period that holds at an instant: the deadline moved on by whole periods.

    It is later than ``at``. Raises KeyError for a rhythm that is none.
    """
    step = STEPS[rhythm]
    local = due_at.astimezone(zone).replace(tzinfo=None)
    now = at.astimezone(zone).replace(tzinfo=None)
    missed = max(0, (now - local) // step + 1)
    return (local + step * missed).replace(tzinfo=zone)
