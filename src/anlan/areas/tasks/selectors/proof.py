"""Evidence of tasks: how much there is, how new it is, and who made it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anlan.foundation.evidence import public as evidence
from anlan.foundation.ledger.public import Ref

KIND = "tasks.task"


def subject(task_id: UUID) -> Ref:
    """A task as evidence names it."""
    return Ref(KIND, task_id)


def counts(task_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many pieces each task has that count; one query."""
    return {UUID(str(ref.id)): many for ref, many in evidence.counts(map(subject, task_ids)).items()}


def newest(task_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the newest piece of each task was taken; one query."""
    return {UUID(str(ref.id)): at for ref, at in evidence.newest_at(map(subject, task_ids)).items()}


def authors(task_id: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Seats and persons who made the evidence of a task, also what was struck out."""
    told = evidence.authors([subject(task_id)])[subject(task_id)]
    seats = frozenset(seat for seat, _ in told if seat is not None)
    return seats, frozenset(person for _, person in told if person is not None)
