"""What waits for a position: to do, to verify, to decide; and what changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from anlan.areas.tasks.models import Extension, Objection, Task
from anlan.areas.tasks.selectors.rows import TaskRow, rows_of
from anlan.areas.tasks.selectors.sight import tasks_seen
from anlan.areas.tasks.states import IN_HAND, OWED, AskState, TaskState
from anlan.core.access import Actor

CHANGED_WITHIN = timedelta(days=7)


def pressing_tasks(viewer: Actor, *, at: datetime, most: int) -> tuple[TaskRow, ...]:
    """The tasks in which the viewer's position has a part, the most pressing first."""
    rows = _own(viewer).filter(
        _turn(viewer) | _elsewhere(viewer) | Q(state_changed_at__gte=at - CHANGED_WITHIN)
    )
    tasks = list(
        rows.defer("search_words", "detail").order_by(F("due_at").asc(nulls_last=True), "code")[:most]
    )
    return rows_of(viewer, tasks, at=at)


def counted(viewer: Actor, *, at: datetime) -> dict[str, int]:
    """How many wait for the viewer, how many of these are late, how many wait for others; one query."""
    turn = _turn(viewer)
    told: dict[str, int] = (
        _own(viewer)
        .order_by()
        .aggregate(
            mine=Count("pk", filter=turn),
            late=Count("pk", filter=turn & Q(state__in=OWED, due_at__lte=at)),
            waiting=Count("pk", filter=_elsewhere(viewer)),
        )
    )
    return told


def is_turn_of(viewer: Actor, row: TaskRow) -> bool:
    """Whether the next step of a row of ``pressing_tasks`` is the viewer's."""
    task = row.task
    own = viewer.position_id
    if task.owner_position_id == own and task.state in IN_HAND:
        return True
    if task.verifier_position_id == own and task.state == TaskState.SUBMITTED:
        return True
    asked = getattr(task, "asked", False)
    return task.issuer_position_id == own and (task.state == TaskState.NOT_EXECUTABLE or asked)


def _own(viewer: Actor) -> QuerySet[Task]:
    own = viewer.position_id
    if own is None:
        return Task.objects.none()
    open_extension = Extension.objects.filter(task=OuterRef("pk"), state=AskState.ASKED.value)
    open_objection = Objection.objects.filter(task=OuterRef("pk"), state=AskState.ASKED.value)
    mine = Q(owner_position=own) | Q(verifier_position=own) | Q(issuer_position=own)
    rows = tasks_seen(viewer).filter(mine)
    return rows.annotate(asked=Exists(open_extension) | Exists(open_objection))


def _turn(viewer: Actor) -> Q:
    own = viewer.position_id
    doing = Q(owner_position=own, state__in=IN_HAND)
    checking = Q(verifier_position=own, state=TaskState.SUBMITTED.value)
    deciding = Q(issuer_position=own) & (Q(state=TaskState.NOT_EXECUTABLE.value) | Q(asked=True))
    return doing | checking | deciding


def _elsewhere(viewer: Actor) -> Q:
    """What the viewer gave in or away and others have in hand."""
    own = viewer.position_id
    handed_in = Q(owner_position=own, state__in=(TaskState.SUBMITTED.value, TaskState.NOT_EXECUTABLE.value))
    given = Q(issuer_position=own, state__in=(*OWED, TaskState.SUBMITTED.value))
    return (handed_in | given) & ~_turn(viewer)
