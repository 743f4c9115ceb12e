"""The outbox as it stands: what is not delivered, finding what was lost, clearing what is old."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict
from anlan.foundation.bus.models import Delivery, OutboxEvent
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS
from anlan.foundation.jobs.public import Job
from anlan.foundation.jobs.queue import State

LOST_AFTER = timedelta(minutes=10)
KEEP = timedelta(days=30)
OPEN = (Delivery.State.PENDING, Delivery.State.FAILED)


def undelivered(states: tuple[Delivery.State, ...] = OPEN) -> QuerySet[Delivery]:
    """Deliveries that are waiting or have failed, failed ones first, newest first."""
    return Delivery.objects.filter(state__in=states).select_related("event").order_by("state", "-id")


def is_connected(delivery: Delivery) -> bool:
    """Whether the wiring still knows this event and this listener."""
    return delivery.listener in SUBSCRIPTIONS.names(delivery.event.name)


def turn(delivery_id: UUID, *, to: Delivery.State) -> None:
    """Bring a delivery that is not done into another state; Conflict when it is done or there already."""
    movable = Delivery.objects.filter(pk=delivery_id).exclude(state=Delivery.State.DONE)
    if to == Delivery.State.DROPPED:
        movable = movable.exclude(state=to)
    changed = movable.update(state=to, attempts=0, touched_at=clock.now())
    if not changed:
        raise Conflict("bus.moved_on", delivery=str(delivery_id))


@transaction.atomic
def queue_the_lost(deliver: Job) -> int:
    """Queue again what waits without any job in the queue, however that came about; how many."""
    job = ProcrastinateJob.objects.filter(
        task_name=deliver.name, status__in=(State.WAITING, State.RUNNING)
    ).annotate(delivery=KeyTextTransform("delivery_id", "args"))
    waiting = Delivery.objects.filter(state=Delivery.State.PENDING, touched_at__lt=clock.now() - LOST_AFTER)
    lost = waiting.exclude(Exists(job.filter(delivery=Cast(OuterRef("pk"), TextField()))))
    found = [str(key) for key in lost.values_list("pk", flat=True)]
    deliver.enqueue_many([{"delivery_id": key} for key in found])
    return len(found)


def forget_delivered() -> int:
    """Delete old events of which nothing is open any more; how many rows went."""
    old = OutboxEvent.objects.filter(at__lt=clock.now() - KEEP)
    gone, _kinds = old.exclude(deliveries__state__in=OPEN).delete()
    return gone
