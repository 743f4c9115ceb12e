"""The tasks of requirements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.rows import TaskRow, rows_of
from anlan.areas.tasks.selectors.sight import tasks_seen
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.ledger.public import Ref

MOST = 200


def tasks_of(
    viewer: Actor, directive_ids: Collection[UUID], *, at: datetime | None = None
) -> dict[UUID, tuple[TaskRow, ...]]:
    """The tasks of some requirements that the viewer sees, by requirement, as they are due."""
    rows = tasks_seen(viewer).filter(directive__in=directive_ids)
    tasks = list(rows.order_by(F("due_at").asc(nulls_last=True), "code")[:MOST])
    found: defaultdict[UUID, list[TaskRow]] = defaultdict(list)
    for row in rows_of(viewer, tasks, at=at or clock.now()):
        if row.task.directive_id is not None:
            found[row.task.directive_id].append(row)
    return {key: tuple(held) for key, held in found.items()}


def tasks_from(viewer: Actor, origin: Ref, *, at: datetime | None = None) -> tuple[TaskRow, ...]:
    """The tasks that come from one thing, a finding for instance."""
    rows = Task.objects.filter(origin_kind=origin.kind, origin_id=str(origin.id)).values("pk")
    tasks = list(tasks_seen(viewer).filter(pk__in=rows).order_by("code")[:MOST])
    return rows_of(viewer, tasks, at=at or clock.now())
