"""The way in: tasks the viewer may see, and on which side of a task the viewer stands."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from anlan.areas.command.models import Directive
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.states import moves_of
from anlan.core.access import Actor, Facts, ground
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import visible

KIND = "tasks.task"
SHOWN_WITH = (
    "owner_position",
    "owner_unit",
    "verifier_position",
    "verifier_unit",
    "issuer_position",
    "issuer_unit",
    "directive",
)


def tasks_seen(viewer: Actor) -> QuerySet[Task]:
    """Tasks that the viewer's side does, helps with, gave or verifies."""
    return visible(Task.objects.all(), viewer, "tasks.read")


def task_by_code(viewer: Actor, code: str) -> Task:
    """One task by its code with who is in it. Raises NotVisible."""
    found = tasks_seen(viewer).select_related(*SHOWN_WITH).filter(code=code.strip().upper()).first()
    if found is None:
        raise NotVisible
    return found


def task_by_id(viewer: Actor, task_id: UUID) -> Task:
    """One task by its key. Raises NotVisible."""
    found = tasks_seen(viewer).select_related(*SHOWN_WITH).filter(pk=task_id).first()
    if found is None:
        raise NotVisible
    return found


def directive_seen(viewer: Actor, directive_id: UUID) -> Directive:
    """The requirement that a task is to come from. Raises NotVisible."""
    found = visible(Directive.objects.all(), viewer, "command.read").filter(pk=directive_id).first()
    if found is None:
        raise NotVisible
    return found


def stands(viewer: Actor, task: Task, verb: str) -> bool:
    """Whether the viewer holds the verb over the side of the task that the verb belongs to."""
    unit = {
        "tasks.do": task.owner_unit,
        "tasks.issue": task.issuer_unit,
        "tasks.verify": task.verifier_unit,
    }[verb]
    return ground(viewer, verb, kind=KIND, facts=Facts(units=frozenset({unit.path}))).allowed


def acts_on(viewer: Actor, task: Task) -> tuple[str, ...]:
    """The names of moves that the table and the viewer's side allow now."""
    sides = {verb: stands(viewer, task, verb) for verb in ("tasks.do", "tasks.issue", "tasks.verify")}
    return tuple(move.name for move in moves_of(task.obligation, task.state) if sides[move.verb])
