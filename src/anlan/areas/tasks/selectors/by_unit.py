"""Overdue tasks of units, for those who compare them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count

from anlan.areas.tasks.selectors.sight import tasks_seen
from anlan.areas.tasks.states import OWED
from anlan.core.access import Actor


def overdue_by_unit(viewer: Actor, *, at: datetime) -> Mapping[str, int]:
    """How many tasks are past their deadline, by the path of the unit that owes them; one query."""
    rows = tasks_seen(viewer).filter(drill=False, state__in=OWED, due_at__lte=at).order_by()
    return dict(rows.values_list("owner_unit__path").annotate(number=Count("pk", distinct=True)))
