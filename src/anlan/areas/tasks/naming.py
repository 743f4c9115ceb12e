"""Names of tasks where the ledger speaks of them by key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from anlan.areas.tasks.models import Task


def tasks(keys: Collection[UUID]) -> Mapping[UUID, str]:
    """Tasks by key: code and title."""
    rows = Task.objects.filter(pk__in=keys).values_list("pk", "code", "title")
    return {key: f"{code} {title[:30]}" for key, code, title in rows}


NAMERS = (tasks,)
