"""Verifying: by somebody who neither did the work nor made its evidence."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from anlan.areas.tasks.events import ProhibitionBroken, TaskReturned, TaskVerified
from anlan.areas.tasks.models import Breach, Period, Task
from anlan.areas.tasks.rules.independence import Tie, tie_of
from anlan.areas.tasks.selectors.involved import involved_in
from anlan.areas.tasks.selectors.sight import stands
from anlan.areas.tasks.services.grasp import clipped, hold, needed
from anlan.areas.tasks.services.moving import move, step
from anlan.areas.tasks.states import ENDED, Kind
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import allowed

VERIFY = "tasks.verify"


@transaction.atomic
def verify(task_id: UUID, *, by: Actor, note: str = "") -> Task:
    """Confirm that it is done. Raises NotYours for the doer and for the author of the evidence."""
    task = hold(task_id, verb=VERIFY, by=by)
    require_independent(task, by=by)
    now = clock.now()
    task.verified_at = now
    move(task, "verify", by=by, note=clipped(note, "note"), also=["verified_at"])
    if task.obligation == Kind.STANDING:
        Period.objects.filter(task=task, round=task.round).update(verified_at=now, late=F("late"))
    publish(
        TaskVerified(task_id=str(task.pk), owner_position_id=str(task.owner_position_id), late=task.was_late)
    )
    return task


@transaction.atomic
def return_(task_id: UUID, *, reason: str, by: Actor) -> Task:
    """Send it back with what is missing."""
    task = hold(task_id, verb=VERIFY, by=by)
    require_independent(task, by=by)
    move(task, "return", by=by, note=needed(reason, "reason"))
    publish(TaskReturned(task_id=str(task.pk), owner_position_id=str(task.owner_position_id)))
    return task


@transaction.atomic
def count_breach(
    task_id: UUID, *, client_id: UUID, note: str, by: Actor, at: datetime | None = None
) -> Breach:
    """Count one breach of a prohibition; anybody on any side of it may, and sending twice counts once."""
    task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("owner_unit", "issuer_unit", "verifier_unit")
        .filter(pk=task_id)
        .first()
    )
    if task is None or not allowed(by, "tasks.read", task):
        raise NotVisible
    if not any(stands(by, task, verb) for verb in ("tasks.do", "tasks.issue", VERIFY)):
        raise NotYours(verb=VERIFY)
    if task.obligation != Kind.PROHIBITION:
        raise BadInput("tasks.not_a_prohibition")
    known = Breach.objects.filter(pk=client_id).first()
    if known is not None:
        return known
    if task.state in ENDED:
        raise Conflict("tasks.ended", state=task.state)
    now = clock.now()
    if at is not None and at > now:
        raise BadInput("tasks.in_the_future", field="happened_at")
    said = clipped(needed(note, "note"), "note", most=500)
    found = Breach.objects.create(
        pk=client_id, task=task, happened_at=at or now, note=said, position_id=by.position_id
    )
    step(task, "breach", source=task.state, side=VERIFY, by=by, note=said)
    count = task.breaches.count()
    record("tasks.breach", on=task, by=by, note=said, after={"breaches": count})
    publish(
        ProhibitionBroken(
            task_id=str(task.pk),
            owner_position_id=str(task.owner_position_id),
            issuer_position_id=str(task.issuer_position_id),
            count=count,
        )
    )
    return found


def require_independent(task: Task, *, by: Actor) -> None:
    """Refuse who is bound to the work, in words."""
    tie = tie_of(involved_in(task), position_id=by.position_id, person_id=by.person_id)
    if tie is not Tie.NONE:
        raise NotYours("tasks.not_independent", tie=tie.value)
