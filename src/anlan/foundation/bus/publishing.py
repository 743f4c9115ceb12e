"""Announcing: the event and its deliveries are written in the act's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from anlan.foundation.bus.codec import event_name, to_fields
from anlan.foundation.bus.jobs import deliver
from anlan.foundation.bus.models import Delivery, OutboxEvent
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS


def publish(event: Any) -> OutboxEvent:
    """Announce what happened. Listeners run after the commit, each apart; a rollback takes it back."""
    return publish_all([event])[0]


def publish_all(events: Iterable[Any]) -> list[OutboxEvent]:
    """The same for all that one act did: one statement each for events, deliveries and jobs."""
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs inside the act's transaction")
    announced = OutboxEvent.objects.bulk_create(
        [OutboxEvent(name=event_name(type(event)), fields=to_fields(event)) for event in events]
    )
    deliveries = Delivery.objects.bulk_create(
        [
            Delivery(event=one, listener=listener)
            for one in announced
            for listener in SUBSCRIPTIONS.names(one.name)
        ]
    )
    deliver.enqueue_many([{"delivery_id": str(delivery.pk)} for delivery in deliveries])
    return announced
