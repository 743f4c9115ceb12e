"""A finding closes only on evidence later than its rectification."""

from __future__ import annotations

from datetime import datetime, timedelta


def rectified_in_time(rectified_at: datetime, *, began_at: datetime, at: datetime) -> bool:
    """What was put right was put right after this round began, and not in the future."""
    return began_at <= rectified_at <= at


def is_later(newest_evidence: datetime | None, *, rectified_at: datetime | None) -> bool:
    """Whether the newest evidence shows the world after the rectification."""
    return newest_evidence is not None and rectified_at is not None and newest_evidence > rectified_at


def late_since(due_at: datetime, *, at: datetime, known: datetime | None) -> datetime | None:
    """From when it is late; once late, always."""
    if known is not None:
        return known
    return due_at if at > due_at else None


def days_late(due_at: datetime, *, at: datetime) -> int:
    """Whole days past the deadline, at least one; zero before it."""
    return max(1, (at - due_at) // timedelta(days=1)) if at > due_at else 0
