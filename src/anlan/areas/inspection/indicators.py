"""What inspection measures, from its own records."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from django.db.models import Count, F, Q, QuerySet

from anlan.areas.inspection.models import Finding, Judgement, Recheck
from anlan.areas.inspection.states import FindingState, RecheckState
from anlan.foundation.campus.models import Place
from anlan.foundation.indicators.public import Measured, Scope, ScopeKind, share
from anlan.foundation.people.models import Unit

WINDOW = timedelta(days=30)
HOUR = 3600


def closed_on_time(at: datetime, scope: Scope) -> Measured | None:
    """Of the findings whose deadline fell in the window, how many were never late and are closed."""
    rows = _findings(scope).filter(due_at__gte=at - WINDOW, due_at__lt=at)
    rows = rows.exclude(state__in=(FindingState.RISK_ACCEPTED, FindingState.OVERTURNED))
    good = Q(state=FindingState.CLOSED, late_since=None, closed_at__lte=F("due_at"))
    told = rows.aggregate(all=Count("pk"), good=Count("pk", filter=good))
    return share(told["good"], told["all"], as_of=at)


def repeat_findings(at: datetime, scope: Scope) -> Measured | None:
    """Findings of the window that repeat an earlier one; of nothing inspected there is nothing to say."""
    rows = _findings(scope).filter(raised_at__gte=at - WINDOW, raised_at__lt=at)
    rows = rows.exclude(state=FindingState.OVERTURNED)
    told = rows.aggregate(all=Count("pk"), again=Count("pk", filter=Q(recurrence__gt=1)))
    if not told["all"] and not _judged(at, scope).exists():
        return None
    return Measured(Decimal(told["again"]), at, told["again"], told["all"])


def median_hours_to_close(at: datetime, scope: Scope) -> Measured | None:
    """From raised to closed, of those closed in the window."""
    rows = _findings(scope).filter(state=FindingState.CLOSED, closed_at__gte=at - WINDOW, closed_at__lt=at)
    spans = [
        (closed - raised).total_seconds() / HOUR
        for raised, closed in rows.values_list("raised_at", "closed_at")
        if closed is not None
    ]
    if not spans:
        return None
    return Measured(Decimal(str(round(median(spans), 2))), at, None, len(spans))


def recheck_agreement(at: datetime, scope: Scope) -> Measured | None:
    """Of the items recorded as passed and judged again blind, how many passed again."""
    rows = Recheck.objects.filter(
        state=RecheckState.DONE,
        judged_at__gte=at - WINDOW,
        judged_at__lt=at,
        judgement__verdict="pass",
        judgement__drill=False,
        verdict__in=("pass", "fail"),
    ).filter(_within(scope, "judgement__run__"))
    told = rows.aggregate(all=Count("pk"), same=Count("pk", filter=Q(verdict="pass")))
    return share(told["same"], told["all"], as_of=at)


def recorded_pass(at: datetime, scope: Scope) -> Measured | None:
    """Of the items judged in the window, how many were recorded as passed."""
    told = _judged(at, scope).aggregate(all=Count("pk"), good=Count("pk", filter=Q(verdict="pass")))
    return share(told["good"], told["all"], as_of=at)


def _judged(at: datetime, scope: Scope) -> QuerySet[Judgement]:
    rows = Judgement.objects.filter(at__gte=at - WINDOW, at__lt=at, drill=False, verdict__in=("pass", "fail"))
    return rows.filter(_within(scope, "run__"))


def _findings(scope: Scope) -> QuerySet[Finding]:
    return Finding.objects.filter(_within(scope, ""), drill=False).order_by()


def _within(scope: Scope, prefix: str) -> Q:
    """Rows of the scope: a unit with everything below it, a campus with everything on it."""
    if scope.kind == ScopeKind.WHOLE:
        return ~Q(pk=None)
    model, field = (Unit, "unit__path") if scope.kind == ScopeKind.UNIT else (Place, "place__path")
    path = model._default_manager.filter(pk=scope.id).values_list("path", flat=True).first()
    return Q(**{f"{prefix}{field}__startswith": path}) if path else Q(pk=None)


INDICATOR_SOURCES = (
    ("inspection.closed_on_time", closed_on_time),
    ("inspection.repeat_findings", repeat_findings),
    ("inspection.median_hours_to_close", median_hours_to_close),
    ("inspection.recheck_agreement", recheck_agreement),
    ("inspection.recorded_pass", recorded_pass),
)
