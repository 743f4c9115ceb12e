"""What a letter about a task says. It goes to the sides of the task only, so no viewer is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlan.areas.tasks.models import Extension, Task
from anlan.areas.tasks.rules.reminding import Times, is_long
from anlan.areas.tasks.selectors.rulebook import limits


@dataclass(frozen=True, slots=True)
class TaskTold:
    """A task in a few words; ``is_short`` is a term that never turns yellow: it presses from the start."""

    id: UUID
    code: str
    title: str
    url: str
    due_at: datetime | None
    due_all_day: bool
    is_short: bool
    drill: bool
    round: int
    times: int
    owner: UUID
    issuer: UUID
    verifier: UUID


def task_told(task_id: UUID, *, step: str = "") -> TaskTold | None:
    """One task; ``times`` counts its steps of that name, so that the second return is not the first."""
    task = Task.objects.filter(pk=task_id).first()
    if task is None:
        return None
    term = Times(task.issued_at, task.due_at)
    return TaskTold(
        id=task.pk,
        code=task.code,
        title=task.title,
        url=task.get_absolute_url(),
        due_at=task.due_at,
        due_all_day=task.due_all_day,
        is_short=task.due_at is not None and not is_long(term, limits=limits()),
        drill=task.drill,
        round=task.round,
        times=task.steps.filter(name=step).count() if step else 1,
        owner=task.owner_position_id,
        issuer=task.issuer_position_id,
        verifier=task.verifier_position_id,
    )


def extension_told(extension_id: UUID) -> tuple[str, datetime] | None:
    """Why more time is asked for, and until when."""
    rows = Extension.objects.filter(pk=extension_id).values_list("reason", "asked_until")
    return rows.first()
