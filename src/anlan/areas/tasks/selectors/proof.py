"""Evidence of tasks: how much there is, how new it is, and who made it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID


def counts(task_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many pieces each task has."""
    return {}


def newest(task_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the newest piece of each task came."""
    return {}


def authors(task_id: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Seats and persons who made the evidence of a task."""
    return frozenset(), frozenset()
