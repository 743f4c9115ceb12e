"""Putting a channel's work into the queue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anlan.foundation.jobs.public import JOBS

WORK = "notices.work_off"
SPREAD = "notices.spread"


def wake(channels: Iterable[UUID], *, at: datetime | None = None) -> None:
    """Let each channel work its waiting deliveries off, now or at an instant; one waiting job a channel."""
    for channel in channels:
        lock = f"notices.{channel}" if at is None else f"notices.{channel}.later"
        JOBS[WORK].enqueue(at=at, only_once=lock, channel_id=str(channel))


def spread(notice: UUID) -> None:
    """Let the inboxes of a notice's audience be filled."""
    JOBS[SPREAD].enqueue(notice_id=str(notice))
