"""The bus's work in the queue."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop as _

from anlan.foundation.bus.delivering import RETRIES, hand_over
from anlan.foundation.bus.outbox import forget_delivered, queue_the_lost
from anlan.foundation.jobs.public import job


@job("bus.deliver", label=_("事件送达"), retries=RETRIES)
def deliver(*, delivery_id: str) -> None:
    """Hand one event to one listener."""
    hand_over(UUID(delivery_id))


@job("bus.find_lost", label=_("找回漏送的事件"), cron="*/10 * * * *")
def find_lost() -> None:
    """Every ten minutes queue what waits without a job."""
    queue_the_lost(deliver)


@job("bus.forget", label=_("清理已送达事件"), cron="40 19 * * *")
def forget() -> None:
    """Once a day (03:40 on the campus) clear the outbox's past."""
    forget_delivered()
