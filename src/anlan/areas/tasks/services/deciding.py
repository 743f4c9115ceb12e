"""What the issuer decides: more time, objections, what cannot be done, conditions, the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.areas.command.states import LIVE
from anlan.areas.tasks.events import ExtensionDecided, TaskClosed, TaskDecided
from anlan.areas.tasks.models import Extension, Objection, Period, Task
from anlan.areas.tasks.rules.standing import period_end
from anlan.areas.tasks.services.giving import search_words
from anlan.areas.tasks.services.grasp import clipped, hold, needed
from anlan.areas.tasks.services.moving import keep_lateness, move, schedule, step
from anlan.areas.tasks.states import ENDED, AskState, Kind
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import visible

ISSUE = "tasks.issue"
ANSWER = 500
REVISABLE = frozenset({"title", "detail", "acceptance_test", "note_suffices", "due_at", "due_all_day"})


@transaction.atomic
def decide_extension(extension_id: UUID, *, granted: bool, answer: str = "", by: Actor) -> Extension:
    """Grant or refuse more time. What was late stays late; a refusal says why."""
    key = Extension.objects.filter(pk=extension_id).values_list("task_id", flat=True).first()
    if key is None:
        raise NotVisible
    task = hold(key, verb=ISSUE, by=by)
    asked = Extension.objects.select_for_update().get(pk=extension_id)
    if asked.state != AskState.ASKED:
        raise Conflict("tasks.already_answered", state=asked.state)
    now, before = clock.now(), task.due_at
    keep_lateness(task, at=now)
    asked.answer = clipped(answer, "answer", most=ANSWER) if granted else _short(answer)
    asked.state = (AskState.GRANTED if granted else AskState.REFUSED).value
    asked.decided_by_id, asked.decided_at = by.position_id, now
    asked.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    if granted:
        task.due_at, task.due_all_day = asked.asked_until, False
        schedule(task, at=now)
    task.save(update_fields=["due_at", "due_all_day", "late_since", "reminded", "next_stage_at"])
    step(task, "extend" if granted else "refuse", source=task.state, side=ISSUE, by=by, note=asked.answer)
    after = {"due_at": task.due_at, "granted": granted}
    record(
        "tasks.decide_extension", on=task, by=by, note=asked.answer, before={"due_at": before}, after=after
    )
    publish(
        ExtensionDecided(
            task_id=str(task.pk),
            extension_id=str(asked.pk),
            owner_position_id=str(task.owner_position_id),
            granted=granted,
        )
    )
    return asked


@transaction.atomic
def answer_objection(objection_id: UUID, *, granted: bool, answer: str, by: Actor) -> Objection:
    """Answer an objection: give way, which opens the task for a change, or keep it as it is."""
    key = Objection.objects.filter(pk=objection_id).values_list("task_id", flat=True).first()
    if key is None:
        raise NotVisible
    task = hold(key, verb=ISSUE, by=by)
    asked = Objection.objects.select_for_update().get(pk=objection_id)
    if asked.state != AskState.ASKED:
        raise Conflict("tasks.already_answered", state=asked.state)
    asked.answer = _short(answer)
    asked.state = (AskState.GRANTED if granted else AskState.REFUSED).value
    asked.decided_by_id, asked.decided_at = by.position_id, clock.now()
    asked.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    step(task, "answer", source=task.state, side=ISSUE, by=by, note=asked.answer)
    record("tasks.answer_objection", on=task, by=by, note=asked.answer, after={"granted": granted})
    _announce(task, "objection_granted" if granted else "objection_refused")
    return asked


@transaction.atomic
def keep(task_id: UUID, *, answer: str, by: Actor) -> Task:
    """What the owner calls impossible stands as it is."""
    task = hold(task_id, verb=ISSUE, by=by)
    move(task, "keep", by=by, note=needed(answer, "answer"))
    _announce(task, "kept")
    return task


@transaction.atomic
def revise(task_id: UUID, *, fields: Mapping[str, Any], answer: str, by: Actor) -> Task:
    """Change what could not be done; where it comes from and its source stay."""
    task = hold(task_id, verb=ISSUE, by=by)
    unknown = set(fields) - REVISABLE
    if unknown:
        raise BadInput("tasks.unknown_field", field=min(unknown))
    changed = {name: value for name, value in fields.items() if getattr(task, name) != value}
    if not changed:
        raise BadInput("tasks.nothing_changed")
    keep_lateness(task, at=clock.now())
    for name, value in changed.items():
        setattr(task, name, _revised(name, value))
    task.search_words = search_words(task.title, task.detail, task.owner_unit.name)
    move(task, "revise", by=by, note=needed(answer, "answer"), also=[*sorted(changed), "search_words"])
    _announce(task, "revised")
    return task


@transaction.atomic
def withdraw(task_id: UUID, *, reason: str, by: Actor) -> Task:
    """Take a task back; it no longer counts."""
    task = hold(task_id, verb=ISSUE, by=by)
    move(task, "withdraw", by=by, note=needed(reason, "reason"))
    _announce(task, "withdrawn")
    return task


@transaction.atomic
def change_verifier(task_id: UUID, *, position_id: UUID, reason: str, by: Actor) -> Task:
    """Name another verifier, for one who turns out to be bound to the work."""
    task = hold(task_id, verb=ISSUE, by=by)
    if task.state in ENDED:
        raise Conflict("tasks.ended", state=task.state)
    if position_id == task.owner_position_id:
        raise BadInput("tasks.verifier_is_owner", field="verifier_position")
    seats = visible(Position.objects.in_force().select_related("unit"), by, "people.read")
    seat = seats.filter(pk=position_id).first()
    if seat is None:
        raise BadInput("tasks.position_unknown", field="verifier_position")
    before, said = task.verifier_position_id, needed(reason, "reason")
    task.verifier_position, task.verifier_unit = seat, seat.unit
    task.save(update_fields=["verifier_position", "verifier_unit"])
    step(task, "change_verifier", source=task.state, side=ISSUE, by=by, note=said)
    record(
        "tasks.change_verifier",
        on=task,
        by=by,
        note=said,
        before={"verifier_position": before},
        after={"verifier_position": seat.pk},
    )
    return task


@transaction.atomic
def declare(task_id: UUID, *, due_at: datetime, note: str, by: Actor) -> Task:
    """Say that the condition has occurred: the task is open and its time begins now."""
    task = hold(task_id, verb=ISSUE, by=by)
    now = clock.now()
    if due_at <= now:
        raise BadInput("tasks.due_passed", field="due_date")
    task.issued_at, task.due_at, task.due_all_day = now, due_at, False
    task.round += 1
    move(
        task,
        "declare",
        by=by,
        note=needed(note, "note"),
        also=["issued_at", "due_at", "due_all_day", "round"],
    )
    _announce(task, "declared")
    return task


@transaction.atomic
def stand_down(task_id: UUID, *, note: str, by: Actor) -> Task:
    """The condition has passed: the task waits for the next time."""
    task = hold(task_id, verb=ISSUE, by=by)
    move(task, "stand_down", by=by, note=needed(note, "note"))
    return task


@transaction.atomic
def renew(task_id: UUID, *, by: Actor) -> Task:
    """Begin the next period of a standing task that was verified."""
    task = hold(task_id, verb=ISSUE, by=by)
    return begin_next(task, by=by)


def begin_next(task: Task, *, by: Actor) -> Task:
    """The next period of a held standing task: its deadline moves on, its number too."""
    now = clock.now()
    task.round += 1
    task.issued_at = now
    if task.rhythm and task.due_at is not None:
        task.due_at = period_end(task.due_at, rhythm=task.rhythm, at=max(now, task.due_at))
    move(task, "renew", by=by, also=["round", "issued_at", "due_at"])
    Period.objects.create(task=task, round=task.round, due_at=task.due_at)
    return task


@transaction.atomic
def close(task_id: UUID, *, by: Actor, note: str = "") -> Task:
    """End a verified task."""
    task = hold(task_id, verb=ISSUE, by=by)
    move(task, "close", by=by, note=clipped(note, "note"))
    publish(TaskClosed(task_id=str(task.pk)))
    return task


@transaction.atomic
def conclude(task_id: UUID, *, by: Actor, reason: str) -> Task:
    """End a standing task or a prohibition, once its requirement no longer holds."""
    task = hold(task_id, verb=ISSUE, by=by)
    if task.obligation == Kind.STANDING and task.directive is not None and task.directive.state in LIVE:
        raise Conflict("tasks.requirement_still_holds", code=task.directive.code)
    move(task, "conclude", by=by, note=needed(reason, "reason"))
    publish(TaskClosed(task_id=str(task.pk)))
    return task


def _revised(name: str, value: Any) -> Any:
    if name == "title":
        return clipped(needed(str(value), name), name, most=200)
    if name in {"detail", "acceptance_test"}:
        return clipped(str(value), name, most=500 if name == "acceptance_test" else 2000)
    if name == "due_at" and value is not None and value <= clock.now():
        raise BadInput("tasks.due_passed", field="due_date")
    return value


def _short(answer: str) -> str:
    return clipped(needed(answer, "answer"), "answer", most=ANSWER)


def _announce(task: Task, decision: str) -> None:
    publish(
        TaskDecided(task_id=str(task.pk), owner_position_id=str(task.owner_position_id), decision=decision)
    )
