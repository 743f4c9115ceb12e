"""The list of findings; a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from anlan.areas.inspection.models import Checklist, Finding
from anlan.areas.inspection.rules.proof import days_late
from anlan.areas.inspection.rules.steps import reached
from anlan.areas.inspection.selectors.filters import WAYS, FindingFilters, way, ways
from anlan.areas.inspection.selectors.proof import KIND
from anlan.areas.inspection.selectors.sight import SHOWN_WITH, findings_seen
from anlan.areas.inspection.states import ENDED, IN_HAND, FindingState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.evidence.public import Ref, counts
from anlan.foundation.people.models import Unit

PAGE = 50


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as a list shows it: finished steps, days late now, pieces of evidence."""

    finding: Finding
    reached: int
    days: int
    evidence: int

    @property
    def status(self) -> str:
        """The mark in front of it."""
        if self.finding.state in ENDED:
            return "met"
        if self.finding.severity == "stop_now" or self.days:
            return "not_met"
        if self.finding.state == FindingState.RISK_ACCEPTED:
            return "at_risk"
        return "at_risk" if self.finding.severity == "serious" else "on_track"


@dataclass(frozen=True, slots=True)
class FindingList:
    """One page of the list, and how many there are in each way of looking."""

    rows: tuple[FindingRow, ...]
    counts: Mapping[str, int]
    total: int
    at: datetime
    units: tuple[Unit, ...]
    subjects: tuple[Checklist, ...]


def findings(
    viewer: Actor,
    filters: FindingFilters,
    *,
    size: int = PAGE,
    offset: int | None = None,
    at: datetime | None = None,
) -> FindingList:
    """What the filters leave, by page or from an offset; six queries whatever the number of rows."""
    now = at or clock.now()
    seen = filters.narrow(findings_seen(viewer, drill=filters.drill), at=now)
    numbers = {name: Count("pk", filter=test, distinct=True) for name, test in ways(now).items()}
    told = seen.order_by().aggregate(**numbers)
    total = told[filters.show]
    page = min(filters.page, max(1, -(-total // size)))
    chosen = filters.sorted(way(seen, filters.show, at=now)).select_related(*SHOWN_WITH)
    first = (page - 1) * size if offset is None else offset
    rows = chosen[first : first + size]
    return FindingList(
        rows=tuple(rows_of(rows, at=now)),
        counts={name: told[name] for name in WAYS},
        total=total,
        at=now,
        units=_units(viewer),
        subjects=tuple(Checklist.objects.filter(state="published").order_by("code")),
    )


def rows_of(findings: QuerySet[Finding] | list[Finding], *, at: datetime) -> list[FindingRow]:
    """Findings as rows; one query for the evidence."""
    held = list(findings)
    pieces = counts([Ref(KIND, one.pk) for one in held]) if held else {}
    return [
        FindingRow(
            finding=one,
            reached=reached(one.state),
            days=days_late(one.due_at, at=at) if one.state in IN_HAND else 0,
            evidence=pieces.get(Ref(KIND, one.pk), 0),
        )
        for one in held
    ]


def pressing_first(viewer: Actor, *, at: datetime, most: int) -> list[FindingRow]:
    """Open findings, what stops work and what is late first."""
    seen = way(findings_seen(viewer), "open", at=at).select_related(*SHOWN_WITH)
    stop = Q(severity="stop_now")
    first = list(seen.filter(stop).order_by("due_at")[:most])
    rest = list(seen.exclude(stop).order_by("due_at")[: most - len(first)])
    return rows_of([*first, *rest], at=at)


def _units(viewer: Actor) -> tuple[Unit, ...]:
    keys = findings_seen(viewer).order_by().values("unit_id").distinct()
    return tuple(Unit.objects.filter(pk__in=keys).order_by("order", "path"))
