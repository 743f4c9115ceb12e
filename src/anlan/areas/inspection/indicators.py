"""What inspection measures, from its own records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from statistics import median

from django.db.models import Count, F, Q, QuerySet

from anlan.areas.inspection.models import Finding, Judgement, Recheck
from anlan.areas.inspection.selectors.populations import POPULATIONS
from anlan.areas.inspection.selectors.samples import agreement
from anlan.areas.inspection.states import FindingState, RecheckState
from anlan.foundation.indicators.public import (
    Measured,
    Query,
    Scope,
    ScopeKind,
    at_once,
    gather,
    known_only,
    share,
    tally,
)

WINDOW = timedelta(days=30)
HOUR = 3600
PATHS = {ScopeKind.UNIT: "unit__path", ScopeKind.CAMPUS: "place__path"}
PATHS_OF_RUN = {kind: f"run__{path}" for kind, path in PATHS.items()}
PATHS_OF_RECHECK = {kind: f"judgement__{path}" for kind, path in PATHS_OF_RUN.items()}


@at_once
def closed_on_time(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Of the findings whose deadline fell in the window, how many were never late and are closed."""
    rows = _findings().filter(due_at__gte=at - WINDOW, due_at__lt=at)
    rows = rows.exclude(state__in=(FindingState.RISK_ACCEPTED, FindingState.OVERTURNED))
    good = Q(state=FindingState.CLOSED, late_since=None, closed_at__lte=F("due_at"))
    told = tally(rows, scopes, paths=PATHS, all=Count("pk"), good=Count("pk", filter=good))
    return known_only((scope, share(one["good"], one["all"], as_of=at)) for scope, one in told.items())


@at_once
def repeat_findings(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Findings of the window that repeat an earlier one; of nothing inspected there is nothing to say."""
    rows = _findings().filter(raised_at__gte=at - WINDOW, raised_at__lt=at)
    rows = rows.exclude(state=FindingState.OVERTURNED)
    again = Count("pk", filter=Q(recurrence__gt=1))
    found = tally(rows, scopes, paths=PATHS, all=Count("pk"), again=again)
    looked = tally(_judged(at), scopes, paths=PATHS_OF_RUN, all=Count("pk"))
    told = {scope: {"all": 0, "again": 0} for scope in looked} | found
    return {
        scope: Measured(Decimal(one["again"]), at, one["again"], one["all"]) for scope, one in told.items()
    }


@at_once
def median_hours_to_close(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """From raised to closed, of those closed in the window."""
    rows = _findings().filter(state=FindingState.CLOSED, closed_at__gte=at - WINDOW, closed_at__lt=at)
    held = gather(rows, scopes, paths=PATHS, fields=("raised_at", "closed_at"))
    return {
        scope: _median([closed - raised for raised, closed in times], at=at) for scope, times in held.items()
    }


@at_once
def recheck_agreement(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Of the items recorded as passed and judged again blind, how many passed again."""
    rows = Recheck.objects.filter(
        state=RecheckState.DONE,
        judged_at__gte=at - WINDOW,
        judged_at__lt=at,
        judgement__verdict="pass",
        judgement__drill=False,
        verdict__in=("pass", "fail"),
    )
    same = Count("pk", filter=Q(verdict="pass"))
    told = tally(rows, scopes, paths=PATHS_OF_RECHECK, all=Count("pk"), same=same)
    return known_only((scope, share(one["same"], one["all"], as_of=at)) for scope, one in told.items())


@at_once
def recorded_pass(at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """Of the items judged in the window, how many were recorded as passed."""
    good = Count("pk", filter=Q(verdict="pass"))
    told = tally(_judged(at), scopes, paths=PATHS_OF_RUN, all=Count("pk"), good=good)
    return known_only((scope, share(one["good"], one["all"], as_of=at)) for scope, one in told.items())


def _median(spans: Sequence[timedelta], *, at: datetime) -> Measured:
    hours = median(span.total_seconds() for span in spans) / HOUR
    return Measured(Decimal(str(round(hours, 2))), at, None, len(spans))


def _judged(at: datetime) -> QuerySet[Judgement]:
    return Judgement.objects.filter(at__gte=at - WINDOW, at__lt=at, drill=False, verdict__in=("pass", "fail"))


def _findings() -> QuerySet[Finding]:
    return Finding.objects.filter(drill=False)


def _agreement_of(code: str) -> Query:
    """The source of one random re-check."""
    return at_once(partial(agreement, code))


INDICATOR_SOURCES = (
    ("inspection.closed_on_time", closed_on_time),
    ("inspection.repeat_findings", repeat_findings),
    ("inspection.median_hours_to_close", median_hours_to_close),
    ("inspection.recheck_agreement", recheck_agreement),
    ("inspection.recorded_pass", recorded_pass),
    *((one.code, _agreement_of(one.code)) for one in POPULATIONS),
)
