"""Handing one event to one listener, with the receipt in the listener's own transaction."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from anlan.core.kernel import clock
from anlan.core.kernel.errors import Unavailable
from anlan.foundation.bus.codec import from_fields
from anlan.foundation.bus.models import Delivery
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS
from anlan.foundation.jobs.running import reason_of

RETRIES = 6


def hand_over(delivery_id: UUID) -> None:
    """Run the listener once. What it writes and the receipt are committed together, so a repeated
    delivery does nothing; only what a listener does outside the database may happen twice."""
    try:
        with transaction.atomic():
            _run(delivery_id)
    except Exception as trouble:
        _note_failure(delivery_id, trouble)
        raise


def _run(delivery_id: UUID) -> None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("event")
        .filter(pk=delivery_id)
        .first()
    )
    if delivery is None or delivery.state in {Delivery.State.DONE, Delivery.State.DROPPED}:
        return
    name = delivery.event.name
    listener = SUBSCRIPTIONS.listeners.get(name, {}).get(delivery.listener)
    if listener is None:
        raise Unavailable("bus.listener_unknown", event=name, listener=delivery.listener)
    listener(from_fields(SUBSCRIPTIONS.kinds[name], delivery.event.fields))
    now = clock.now()
    Delivery.objects.filter(pk=delivery_id).update(
        state=Delivery.State.DONE, attempts=F("attempts") + 1, last_error="", touched_at=now, done_at=now
    )


def _note_failure(delivery_id: UUID, trouble: Exception) -> None:
    """Count the attempt and keep the reason; after the last retry the delivery has failed."""
    reason = ": ".join(reason_of(trouble))
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().filter(pk=delivery_id, done_at=None).first()
        if delivery is None:
            return
        attempts = delivery.attempts + 1
        failed = attempts > RETRIES or delivery.state == Delivery.State.FAILED
        state = Delivery.State.FAILED if failed else Delivery.State.PENDING
        Delivery.objects.filter(pk=delivery_id).update(
            state=state, attempts=attempts, last_error=reason, touched_at=clock.now()
        )
