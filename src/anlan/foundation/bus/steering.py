"""What a person may do about a delivery that does not get through."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.foundation.bus.jobs import deliver
from anlan.foundation.bus.models import Delivery
from anlan.foundation.bus.outbox import turn


@transaction.atomic
def try_again(delivery_id: UUID) -> None:
    """Queue a delivery afresh with all its retries, a dropped one too; Conflict when it is done."""
    turn(delivery_id, to=Delivery.State.PENDING)
    deliver.enqueue(delivery_id=str(delivery_id))


@transaction.atomic
def drop(delivery_id: UUID) -> None:
    """Give a delivery up; Conflict when it is done or dropped."""
    turn(delivery_id, to=Delivery.State.DROPPED)
