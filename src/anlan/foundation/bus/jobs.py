"""The bus's work in the queue."""

from __future__ import annotations

from uuid import UUID

from anlan.foundation.bus.delivering import RETRIES, hand_over
from anlan.foundation.jobs.public import job


@job("bus.deliver", label="事件送达", retries=RETRIES)
def deliver(*, delivery_id: str) -> None:
    """Hand one event to one listener."""
    hand_over(UUID(delivery_id))
