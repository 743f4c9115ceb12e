"""What tasks measure, from their own records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q, QuerySet

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.states import OWED, TaskState
from anlan.foundation.indicators.public import (
    Measured,
    Scope,
    ScopeKind,
    at_once,
    gather,
    known_only,
    share,
    tally,
)

WINDOW: Final = timedelta(days=30)
DONE: Final = (TaskState.VERIFIED.value, TaskState.CLOSED.value)
HANDED_IN: Final = (TaskState.SUBMITTED.value, *DONE)
PATHS: Final = {ScopeKind.UNIT: "owner_unit__path"}
LEFT_OUT: Final = (TaskState.WITHDRAWN.value, TaskState.DORMANT.value)


@at_once
def on_time_share(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Of the tasks due in the window, how many were never late and are verified."""
    rows = _tasks().filter(due_at__gt=at - WINDOW, due_at__lte=at).exclude(state__in=LEFT_OUT)
    good = Q(state__in=DONE, late_since=None)
    told = tally(rows, scopes, paths=PATHS, all=Count("pk"), good=Count("pk", filter=good))
    return known_only((scope, share(one["good"], one["all"], as_of=at)) for scope, one in told.items())


@at_once
def late_now(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Tasks that are owed and past their deadline; where no task was ever given there is nothing to say."""
    late = Count("pk", filter=Q(state__in=OWED, due_at__lte=at))
    told = tally(_tasks(), scopes, paths=PATHS, all=Count("pk"), late=late)
    return {scope: Measured(Decimal(one["late"]), at, one["late"], one["all"]) for scope, one in told.items()}


@at_once
def evidence_per_submitted(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Pieces of evidence that count, per task handed in during the window."""
    rows = _tasks().filter(state__in=HANDED_IN, progress_at__gt=at - WINDOW, progress_at__lte=at)
    held = gather(rows.exclude(note_suffices=True), scopes, paths=PATHS, fields=("pk",))
    kept = proof.counts(list({key for keys in held.values() for (key,) in keys}))
    return {
        scope: _each(sum(kept.get(key, 0) for (key,) in keys), len(keys), at=at)
        for scope, keys in held.items()
    }


def _each(pieces: int, tasks: int, *, at: datetime) -> Measured:
    return Measured((Decimal(pieces) / tasks).quantize(Decimal("0.01")), at, pieces, tasks)


def _tasks() -> QuerySet[Task]:
    return Task.objects.filter(drill=False)


INDICATOR_SOURCES = (
    ("tasks.on_time_share", on_time_share),
    ("tasks.late_now", late_now),
    ("tasks.evidence_per_submitted", evidence_per_submitted),
)
