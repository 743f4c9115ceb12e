"""Tasks as subjects of evidence: who sees it, who may add."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from anlan.areas.tasks.selectors.peopling import peopled
from anlan.areas.tasks.selectors.sight import stands, tasks_seen
from anlan.areas.tasks.states import IN_HAND, TaskState
from anlan.core.access import Actor
from anlan.foundation.evidence.public import Link

TAKING = IN_HAND | {TaskState.SUBMITTED}
"""States in which evidence may still come."""


def visible_tasks(viewer: Actor, keys: set[UUID]) -> set[UUID]:
    """Those of the tasks that the viewer sees."""
    return set(tasks_seen(viewer).filter(pk__in=keys).values_list("pk", flat=True))


def may_add(viewer: Actor, task_id: UUID) -> bool:
    """The doer's side, helping units and the verifier's side may, until the task is settled."""
    found = peopled(tasks_seen(viewer).filter(pk=task_id)[:1])
    if not found or found[0].state not in TAKING:
        return False
    task = found[0]
    if stands(viewer, task, "tasks.do") or stands(viewer, task, "tasks.verify"):
        return True
    helping = task.helper_units.values_list("path", flat=True)
    return viewer.holds("tasks.do") and any(viewer.unit_path.startswith(path) for path in helping)


def links(viewer: Actor, keys: set[UUID]) -> Mapping[UUID, Link]:
    """What the tasks are called, and where they are."""
    rows = tasks_seen(viewer).filter(pk__in=keys)
    return {task.pk: Link(task.title, task.get_absolute_url()) for task in rows}


EVIDENCE_SUBJECTS = (("tasks.task", visible_tasks, may_add, links),)
