"""Announcing: the event and its deliveries are written in the act's transaction."""

from __future__ import annotations

from typing import Any

from django.db import connection

from anlan.foundation.bus.codec import event_name, to_fields
from anlan.foundation.bus.jobs import deliver
from anlan.foundation.bus.models import Delivery, OutboxEvent
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS


def publish(event: Any) -> OutboxEvent:
    """Announce what happened. Listeners run after the commit, each apart; a rollback takes it back."""
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs inside the act's transaction")
    name = event_name(type(event))
    announced = OutboxEvent.objects.create(name=name, fields=to_fields(event))
    deliveries = Delivery.objects.bulk_create(
        Delivery(event=announced, listener=listener) for listener in SUBSCRIPTIONS.names(name)
    )
    deliver.enqueue_many([{"delivery_id": str(delivery.pk)} for delivery in deliveries])
    return announced
