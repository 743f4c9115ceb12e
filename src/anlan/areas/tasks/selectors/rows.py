"""Tasks as rows: the display state, evidence, and what the viewer may do, for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from anlan.areas.tasks.models import Breach, Task
from anlan.areas.tasks.rules.judging import Case, Verdict, verdict_of
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.selectors.peopling import peopled
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.selectors.sight import acts_on
from anlan.areas.tasks.states import Kind
from anlan.core.access import Actor


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as it is shown in a list; ``acts`` are the moves that the viewer may make now."""

    task: Task
    verdict: Verdict
    evidence: int
    breaches: int
    acts: tuple[str, ...]


def rows_of(viewer: Actor, tasks: Sequence[Task], *, at: datetime) -> tuple[TaskRow, ...]:
    """The rows of some tasks with who is in them; as many queries for many as for one."""
    tasks = peopled(tasks)
    keys = [task.pk for task in tasks]
    proven, broken = proof.counts(keys), _breaches(tasks)
    return tuple(
        TaskRow(
            task=task,
            verdict=judged(task, at=at, breaches=broken.get(task.pk, 0)),
            evidence=proven.get(task.pk, 0),
            breaches=broken.get(task.pk, 0),
            acts=acts_on(viewer, task),
        )
        for task in tasks
    )


def judged(task: Task, *, at: datetime, breaches: int = 0) -> Verdict:
    """The display state of a loaded task."""
    case = Case(task.state, task.obligation, task.issued_at, task.due_at, task.progress_at, breaches)
    return verdict_of(case, at=at, limits=limits())


def _breaches(tasks: Iterable[Task]) -> dict[object, int]:
    counted = [task.pk for task in tasks if task.obligation == Kind.PROHIBITION]
    if not counted:
        return {}
    rows = Breach.objects.filter(task__in=counted).order_by().values_list("task").annotate(Count("pk"))
    return dict(rows)
