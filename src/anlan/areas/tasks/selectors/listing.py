"""The list and the board of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, F, Q, QuerySet

from anlan.areas.command.rules.searching import words_of
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.filters import STAGES, TaskFilters
from anlan.areas.tasks.selectors.rows import TaskRow, rows_of
from anlan.areas.tasks.selectors.sight import tasks_seen
from anlan.areas.tasks.states import ENDED, OWED
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.models import Unit

PAGE = 50
MOST_CARDS = 20
FAR = "ended"


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of the list; ``counts`` are tasks by column whatever column is chosen."""

    at: datetime
    rows: tuple[TaskRow, ...]
    matched: int
    counts: Mapping[str, int]
    overdue: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board, its most pressing cards first."""

    stage: str
    count: int
    cards: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The board: five columns."""

    at: datetime
    lanes: tuple[Lane, ...]
    overdue: int

    @property
    def total(self) -> int:
        """How many tasks there are in all columns."""
        return sum(lane.count for lane in self.lanes)


def task_list(
    viewer: Actor,
    filters: TaskFilters,
    *,
    at: datetime | None = None,
    size: int = PAGE,
    offset: int | None = None,
) -> TaskPage:
    """One page of tasks, what is due first on top; a constant number of queries."""
    now = at or clock.now()
    rows = _left(viewer, filters, at=now)
    counts, overdue = _counts(rows, at=now)
    shown = rows.filter(state__in=STAGES[filters.stage]) if filters.stage else rows.exclude(state__in=ENDED)
    matched = counts[filters.stage] if filters.stage else shown.count()
    first = (filters.page - 1) * size if offset is None else offset
    found = list(_ordered(shown)[first : first + size])
    return TaskPage(now, rows_of(viewer, found, at=now), matched, counts, overdue)


def board(viewer: Actor, filters: TaskFilters, *, at: datetime | None = None) -> Board:
    """The most pressing tasks of each column; a constant number of queries."""
    now = at or clock.now()
    rows = _left(viewer, filters, at=now)
    counts, overdue = _counts(rows, at=now)
    held = {
        stage: list(_ordered(rows.filter(state__in=states), newest=stage == FAR)[:MOST_CARDS])
        for stage, states in STAGES.items()
    }
    cards = {row.task.pk: row for row in rows_of(viewer, [t for lane in held.values() for t in lane], at=now)}
    lanes = (Lane(stage, counts[stage], tuple(cards[task.pk] for task in held[stage])) for stage in STAGES)
    return Board(now, tuple(lanes), overdue)


def _left(viewer: Actor, filters: TaskFilters, *, at: datetime) -> QuerySet[Task]:
    """What the filters leave, the column apart."""
    rows = tasks_seen(viewer)
    if filters.directive:
        rows = rows.filter(directive=filters.directive)
    if filters.unit:
        rows = rows.filter(_of_unit(filters))
    if filters.kind:
        rows = rows.filter(obligation=filters.kind)
    if filters.mine:
        own = viewer.position_id
        rows = rows.filter(Q(owner_position=own) | Q(verifier_position=own) | Q(issuer_position=own))
    if filters.due:
        rows = rows.filter(_due(filters.due, at=at))
    return _searched(rows, filters.q) if filters.q else rows


def _of_unit(filters: TaskFilters) -> Q:
    """Tasks of the unit and of those below it."""
    path = Unit.objects.filter(pk__in=[filters.unit]).values_list("path", flat=True).first()
    below = (
        Unit.objects.filter(path__startswith=path).values("pk") if path else Unit.objects.none().values("pk")
    )
    return Q(owner_unit__in=below)


def _due(window: str, *, at: datetime) -> Q:
    owed = Q(state__in=OWED)
    if window == "late":
        return Q(late_since__isnull=False)
    if window == "overdue":
        return owed & Q(due_at__lte=at)
    until = at + timedelta(days=1 if window == "today" else 7)
    return owed & Q(due_at__gt=at, due_at__lte=until)


def _searched(rows: QuerySet[Task], text: str) -> QuerySet[Task]:
    """Whole words of the index, or the beginning of a code."""
    condition = Q(code__istartswith=text) | Q(title__icontains=text)
    words = " ".join(words_of(text))
    if words:
        indexed = Task.objects.annotate(found_in=SearchVector("search_words", config="simple"))
        found = indexed.filter(found_in=SearchQuery(words, config="simple")).order_by()
        condition |= Q(pk__in=found.values("pk"))
    return rows.filter(condition)


def _counts(rows: QuerySet[Task], *, at: datetime) -> tuple[dict[str, int], int]:
    """Tasks by column, and how many are overdue; one query."""
    told = rows.order_by().aggregate(
        **{stage: Count("pk", filter=Q(state__in=states)) for stage, states in STAGES.items()},
        overdue=Count("pk", filter=Q(state__in=OWED, due_at__lte=at)),
    )
    return {stage: told[stage] for stage in STAGES}, told["overdue"]


def _ordered(rows: QuerySet[Task], *, newest: bool = False) -> QuerySet[Task]:
    rows = rows.defer("search_words", "detail")
    if newest:
        return rows.order_by("-state_changed_at", "pk")
    return rows.order_by(F("due_at").asc(nulls_last=True), "code")
