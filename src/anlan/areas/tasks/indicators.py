"""What tasks measure, from their own records."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q, QuerySet

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.states import OWED, TaskState
from anlan.foundation.indicators.public import Measured, Scope, ScopeKind, share
from anlan.foundation.people.models import Unit

WINDOW: Final = timedelta(days=30)
DONE: Final = (TaskState.VERIFIED.value, TaskState.CLOSED.value)
HANDED_IN: Final = (TaskState.SUBMITTED.value, *DONE)
LEFT_OUT: Final = (TaskState.WITHDRAWN.value, TaskState.DORMANT.value)


def on_time_share(at: datetime, scope: Scope) -> Measured | None:
    """Of the tasks due in the window, how many were never late and are verified."""
    rows = _tasks(scope).filter(due_at__gt=at - WINDOW, due_at__lte=at).exclude(state__in=LEFT_OUT)
    good = Q(state__in=DONE, late_since=None)
    told = rows.aggregate(all=Count("pk"), good=Count("pk", filter=good))
    return share(told["good"], told["all"], as_of=at)


def late_now(at: datetime, scope: Scope) -> Measured | None:
    """Tasks that are owed and past their deadline; where no task was ever given there is nothing to say."""
    told = _tasks(scope).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(state__in=OWED, due_at__lte=at))
    )
    if not told["all"]:
        return None
    return Measured(Decimal(told["late"]), at, told["late"], told["all"])


def evidence_per_submitted(at: datetime, scope: Scope) -> Measured | None:
    """Pieces of evidence that count, per task handed in during the window."""
    rows = _tasks(scope).filter(state__in=HANDED_IN, progress_at__gt=at - WINDOW, progress_at__lte=at)
    keys = list(rows.exclude(note_suffices=True).values_list("pk", flat=True))
    if not keys:
        return None
    pieces = sum(proof.counts(keys).values())
    value = (Decimal(pieces) / len(keys)).quantize(Decimal("0.01"))
    return Measured(value, at, pieces, len(keys))


def _tasks(scope: Scope) -> QuerySet[Task]:
    rows = Task.objects.filter(drill=False).order_by()
    if scope.kind is not ScopeKind.UNIT:
        return rows
    path = Unit.objects.values_list("path", flat=True).get(pk=str(scope.id))
    return rows.filter(owner_unit__path__startswith=path)


INDICATOR_SOURCES = (
    ("tasks.on_time_share", on_time_share),
    ("tasks.late_now", late_now),
    ("tasks.evidence_per_submitted", evidence_per_submitted),
)
