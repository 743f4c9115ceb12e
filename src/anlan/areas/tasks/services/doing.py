"""What the owner's side does: take on, start, submit, take back, object, ask for time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.areas.tasks.events import (
    ExtensionAsked,
    TaskAccepted,
    TaskDeclined,
    TaskObjected,
    TaskSubmitted,
)
from anlan.areas.tasks.models import Extension, Objection, Task
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.services.grasp import clipped, hold, needed
from anlan.areas.tasks.services.moving import keep_lateness, move, step
from anlan.areas.tasks.states import IN_HAND, AskState, Kind, TaskState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, Conflict
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record

DO = "tasks.do"
MOST_AT_ONCE = 500
REASON = 500


@transaction.atomic
def accept(task_id: UUID, *, by: Actor) -> Task:
    """Take a task on; doing it twice changes nothing."""
    task = hold(task_id, verb=DO, by=by)
    if task.state == TaskState.ACCEPTED:
        return task
    move(task, "accept", by=by)
    publish(TaskAccepted(task_id=str(task.pk)))
    return task


def accept_many(task_ids: Collection[UUID], *, by: Actor) -> tuple[int, tuple[AnlanError, ...]]:
    """Take several tasks on; each by itself, and those that could not be are told."""
    if len(task_ids) > MOST_AT_ONCE:
        raise BadInput("tasks.too_many_at_once", count=len(task_ids), limit=MOST_AT_ONCE)
    done, refused = 0, []
    for task_id in sorted(set(task_ids)):
        try:
            accept(task_id, by=by)
        except AnlanError as trouble:
            refused.append(trouble)
        else:
            done += 1
    return done, tuple(refused)


@transaction.atomic
def start(task_id: UUID, *, by: Actor) -> Task:
    """Begin the work, also again after it came back."""
    task = hold(task_id, verb=DO, by=by)
    move(task, "start", by=by)
    return task


@transaction.atomic
def submit(task_id: UUID, *, by: Actor, note: str = "") -> Task:
    """Hand the work in for verification. Raises BadInput without evidence where a note does not suffice."""
    task = hold(task_id, verb=DO, by=by)
    said = clipped(note, "note")
    _require_proof(task, note=said)
    move(task, "submit", by=by, note=said)
    publish(TaskSubmitted(task_id=str(task.pk), verifier_position_id=str(task.verifier_position_id)))
    return task


@transaction.atomic
def recall(task_id: UUID, *, by: Actor, note: str = "") -> Task:
    """Take back what was handed in too early."""
    task = hold(task_id, verb=DO, by=by)
    move(task, "recall", by=by, note=clipped(note, "note"))
    return task


@transaction.atomic
def decline(task_id: UUID, *, reason: str, by: Actor) -> Task:
    """Say that it cannot be done and why; the issuer keeps, changes or withdraws it."""
    task = hold(task_id, verb=DO, by=by)
    move(task, "decline", by=by, note=needed(reason, "reason"))
    publish(TaskDeclined(task_id=str(task.pk), issuer_position_id=str(task.issuer_position_id)))
    return task


@transaction.atomic
def object_to(task_id: UUID, *, reason: str, by: Actor) -> Objection:
    """Object to a task; it stays in force until the issuer answers. One question at a time."""
    task = hold(task_id, verb=DO, by=by)
    _require_in_hand(task, "object")
    if task.objections.filter(state=AskState.ASKED).exists():
        raise Conflict("tasks.already_asked")
    said = clipped(needed(reason, "reason"), "reason", most=REASON)
    found = Objection.objects.create(task=task, reason=said, asked_by_id=by.position_id)
    _note(task, "object", by=by, note=said)
    publish(TaskObjected(task_id=str(task.pk), issuer_position_id=str(task.issuer_position_id)))
    return found


@transaction.atomic
def ask_extension(task_id: UUID, *, until: datetime, reason: str, by: Actor) -> Extension:
    """Ask the issuer for more time; the deadline stands until they answer."""
    task = hold(task_id, verb=DO, by=by)
    _require_in_hand(task, "ask_extension")
    if task.due_at is None:
        raise BadInput("tasks.no_deadline", field="due_date")
    if until <= max(task.due_at, clock.now()):
        raise BadInput("tasks.extension_not_later", field="due_date")
    if task.extensions.filter(state=AskState.ASKED).exists():
        raise Conflict("tasks.already_asked")
    most = limits().extensions_most
    if task.extensions.filter(state=AskState.GRANTED).count() >= most:
        raise Conflict("tasks.extensions_spent", limit=most)
    said = clipped(needed(reason, "reason"), "reason", most=REASON)
    found = Extension.objects.create(
        task=task, due_before=task.due_at, asked_until=until, reason=said, asked_by_id=by.position_id
    )
    _note(task, "ask_extension", by=by, note=said)
    publish(
        ExtensionAsked(
            task_id=str(task.pk),
            extension_id=str(found.pk),
            issuer_position_id=str(task.issuer_position_id),
        )
    )
    return found


def _require_proof(task: Task, *, note: str) -> None:
    """Evidence of this round, or a note where the acceptance test says that one suffices."""
    if task.note_suffices:
        needed(note, "note")
        return
    since = _round_began(task)
    newest = proof.newest([task.pk]).get(task.pk)
    if newest is None or (since is not None and newest < since):
        raise BadInput("tasks.evidence_missing", field="note")


def _round_began(task: Task) -> datetime | None:
    """When the present round began; a task done once has only one."""
    if task.obligation not in {Kind.STANDING, Kind.CONDITIONAL}:
        return None
    begun = task.steps.filter(name__in=("renew", "declare")).order_by("-at").first()
    return begun.at if begun else None


def _require_in_hand(task: Task, name: str) -> None:
    if task.state not in IN_HAND:
        raise Conflict("tasks.not_in_hand", state=task.state, act=name)


def _note(task: Task, name: str, *, by: Actor, note: str) -> None:
    """A step that moves nothing, and its line."""
    if keep_lateness(task, at=clock.now()):
        task.save(update_fields=["late_since"])
    step(task, name, source=task.state, side=DO, by=by, note=note)
    record(f"tasks.{name}", on=task, by=by, note=note)
