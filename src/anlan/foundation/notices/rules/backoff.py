"""When a failed delivery is tried again, and how long a failing channel rests."""

from __future__ import annotations

from datetime import datetime, timedelta

from anlan.foundation.notices.rules.figures import Patience


def wait_after(failures: int, *, patience: Patience) -> timedelta:
    """Doubling waits: the first failure waits least."""
    doubled = patience.first_wait_seconds * 2 ** min(max(failures - 1, 0), 20)
    return timedelta(seconds=min(doubled, patience.longest_wait_seconds))


def next_try(attempts: int, *, at: datetime, patience: Patience, asked_seconds: float = 0) -> datetime | None:
    """When a delivery that failed ``attempts`` times is tried again, never before the other side asked;
    None when it is given up."""
    if attempts > patience.retries:
        return None
    return at + max(wait_after(attempts, patience=patience), timedelta(seconds=asked_seconds))
