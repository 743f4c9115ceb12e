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

Judged = tuple[UUID, Case, bool]
"""A task's key, what it is judged by, and whether a note suffices as its proof."""
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
    found = _cases(directive_ids)
    said = {key: roll_up(list(_statuses(tasks, at=at))) for key, tasks in found.items()}
    met = [found[key] for key, status in said.items() if status is Status.MET]
    proven = proof.counts(key for tasks in met for key, _, _ in tasks)
    return {key: [_voice(found[key], status, proven, at=at)] for key, status in said.items()}


def _cases(directive_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Judged]]:
    """The tasks that speak, by requirement; the keys go as one array, which the database reads faster."""
    spoken = Task.objects.extra(where=["directive_id = ANY(%s)"], params=[list(directive_ids)])
    rows = spoken.exclude(state__in=SILENT).order_by().annotate(broken=Count("breaches"))
    found: defaultdict[UUID, list[Judged]] = defaultdict(list)
    for key, directive, state, kind, issued_at, due_at, progress_at, note, broken in rows.values_list(*READ):
        if directive is not None:
            case = Case(state, kind, issued_at, due_at, progress_at, broken)
            found[directive].append((key, case, note))
    return found


def _voice(
    tasks: Sequence[Judged], status: Status, proven: Mapping[UUID, int], *, at: datetime
) -> Contribution:
    moved = [case.progress_at for _, case, _ in tasks if case.progress_at]
    return Contribution(
        source=SOURCE,
        status=status,
        as_of=at,
        evidence=all(note or proven.get(key) for key, _, note in tasks),
        progress_at=max(moved, default=None),
    )


def _statuses(tasks: Sequence[Judged], *, at: datetime) -> Iterator[Status]:
    terms = limits()
    for _, case, _ in tasks:
        yield verdict_of(case, at=at, limits=terms).status
