"""Steering the queue; every act is in the ledger."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor, Facts, ground
from anlan.core.kernel.errors import NotVisible, NotYours
from anlan.foundation.bus import steering
from anlan.foundation.bus.models import Delivery
from anlan.foundation.jobs import queue
from anlan.foundation.ledger.public import Ref, record
from anlan.surfaces.console.operations.access import KIND


def require(actor: Actor, verb: str) -> None:
    """The queue belongs to the whole house: NotVisible without ``jobs.read``, NotYours without the verb."""
    if not _may(actor, "jobs.read"):
        raise NotVisible
    if not _may(actor, verb):
        raise NotYours


def _may(actor: Actor, verb: str) -> bool:
    return ground(actor, verb, kind=KIND, facts=Facts(everywhere=True)).allowed


@transaction.atomic
def retry_job(*, job_id: int, by: Actor) -> None:
    """Let a failed or given-up job run again."""
    require(by, "jobs.retry")
    job = queue.one(job_id)
    queue.try_again(job_id)
    _record_job("jobs.retry", job, to=queue.State.WAITING, by=by)


@transaction.atomic
def give_up_job(*, job_id: int, by: Actor) -> None:
    """Take a waiting or failed job out of the queue."""
    require(by, "jobs.retry")
    job = queue.one(job_id)
    queue.give_up(job_id)
    _record_job("jobs.give_up", job, to=queue.State.GIVEN_UP, by=by)


@transaction.atomic
def retry_delivery(*, delivery_id: UUID, by: Actor) -> None:
    """Hand an event to its listener once more."""
    require(by, "jobs.retry")
    delivery = _delivery(delivery_id)
    steering.try_again(delivery_id)
    _record_delivery("bus.retry", delivery, to=Delivery.State.PENDING, by=by)


@transaction.atomic
def drop_delivery(*, delivery_id: UUID, by: Actor) -> None:
    """Give up handing an event to a listener."""
    require(by, "jobs.retry")
    delivery = _delivery(delivery_id)
    steering.drop(delivery_id)
    _record_delivery("bus.give_up", delivery, to=Delivery.State.DROPPED, by=by)


def _delivery(delivery_id: UUID) -> Delivery:
    found = Delivery.objects.select_related("event").filter(pk=delivery_id).first()
    if found is None:
        raise NotVisible
    return found


def _record_job(verb: str, job: queue.Queued, *, to: queue.State, by: Actor) -> None:
    before = {"job": job.name, "state": job.state, "attempts": job.attempts}
    record(verb, on=Ref(KIND, job.id), by=by, before=before, after={"job": job.name, "state": to})


def _record_delivery(verb: str, delivery: Delivery, *, to: Delivery.State, by: Actor) -> None:
    what = {"event": delivery.event.name, "listener": delivery.listener}
    record(
        verb, on=delivery, by=by, before=what | {"state": delivery.state}, after=what | {"state": to.value}
    )
