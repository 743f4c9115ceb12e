"""What the tasks of requirements say about their state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from anlan.areas.command.public import Contribution, Status, roll_up
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.rules.judging import Case, verdict_of
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.states import TaskState

SOURCE = "tasks"
SILENT = (TaskState.WITHDRAWN.value, TaskState.DORMANT.value)
READ = (
    "pk",
    "directive_id",
    "state",
    "obligation",
    "issued_at",
    "due_at",
    "progress_at",
    "note_suffices",
    "broken",
)


def contribution(directive_ids: Sequence[UUID], at: datetime) -> Mapping[UUID, list[Contribution]]:
    """One voice a requirement: met only if every task was verified, with evidence where it was asked for."""
    rows = Task.objects.filter(directive__in=directive_ids).exclude(state__in=SILENT).order_by()
    found: defaultdict[UUID, list[tuple[UUID, Case, bool]]] = defaultdict(list)
    for key, directive, state, kind, issued_at, due_at, progress_at, note, broken in rows.annotate(
        broken=Count("breaches")
    ).values_list(*READ):
        if directive is not None:
            case = Case(state, kind, issued_at, due_at, progress_at, broken)
            found[directive].append((key, case, note))
    proven = proof.counts(key for tasks in found.values() for key, _, _ in tasks)
    return {directive: [_voice(tasks, proven, at=at)] for directive, tasks in found.items()}


def _voice(
    tasks: Sequence[tuple[UUID, Case, bool]], proven: Mapping[UUID, int], *, at: datetime
) -> Contribution:
    statuses = list(_statuses(tasks, at=at))
    moved = [case.progress_at for _, case, _ in tasks if case.progress_at]
    return Contribution(
        source=SOURCE,
        status=roll_up(statuses),
        as_of=at,
        evidence=all(note or proven.get(key) for key, _, note in tasks),
        progress_at=max(moved, default=None),
    )


def _statuses(tasks: Sequence[tuple[UUID, Case, bool]], *, at: datetime) -> Iterator[Status]:
    for _, case, _ in tasks:
        yield verdict_of(case, at=at, limits=limits()).status
