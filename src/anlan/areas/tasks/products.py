"""What tasks give to headquarters' products: papers about what is late, matters of a unit, counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.owing import moment
from anlan.areas.tasks.slips import SLIP_KINDS
from anlan.areas.tasks.states import ENDED, OWED
from anlan.foundation.people.models import Unit
from anlan.foundation.products.public import Count, Matter

MOST = 200


def matters(unit_id: UUID, since: datetime, until: datetime) -> list[Matter]:
    """Tasks of a unit that are late now."""
    rows = _of(unit_id).filter(drill=False, state__in=OWED, due_at__lte=until).order_by("due_at")
    return [
        Matter(f"任务逾期：{task.title}（应于 {moment(task.due_at)} 办完）", "tasks", task.code)
        for task in rows.only("code", "title", "due_at")[:MOST]
    ]


def _counted(rows: Callable[[QuerySet[Task], datetime], QuerySet[Task]]) -> Callable[..., int]:
    def value(unit_id: UUID | None, at: datetime) -> int:
        return rows(_of(unit_id).filter(drill=False), at).count()

    return value


def _of(unit_id: UUID | None) -> QuerySet[Task]:
    if unit_id is None:
        return Task.objects.all()
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or "-"
    return Task.objects.filter(owner_unit__path__startswith=path)


PRODUCT_KINDS = SLIP_KINDS
MATTER_SOURCES = (("tasks", matters),)
COUNTS = (
    Count("tasks.open", _("没有结束的任务数"), _counted(lambda rows, _at: rows.exclude(state__in=ENDED))),
    Count(
        "tasks.overdue",
        _("逾期没办完的任务数"),
        _counted(lambda rows, at: rows.filter(state__in=OWED, due_at__lte=at)),
    ),
)
