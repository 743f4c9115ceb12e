"""The first page: how things stand, what waits for the viewer, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from anlan.areas.inspection.models import Objection, Recheck, Run
from anlan.areas.inspection.selectors.filters import ways
from anlan.areas.inspection.selectors.listing import FindingRow, pressing_first
from anlan.areas.inspection.selectors.running import due_runs
from anlan.areas.inspection.selectors.sight import findings_seen, objections_seen, runs_seen
from anlan.areas.inspection.states import ObjectionState, RecheckState, RunState
from anlan.core.access import Actor
from anlan.core.kernel import clock

MOST = 12


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by way of looking, the most pressing findings, own runs, objections, re-checks."""

    counts: Mapping[str, int]
    pressing: tuple[FindingRow, ...]
    mine: tuple[Run, ...]
    planned: tuple[Run, ...]
    done: tuple[Run, ...]
    objections: tuple[Objection, ...]
    rechecks: tuple[Recheck, ...]
    at: datetime


def overview(viewer: Actor, *, at: datetime | None = None) -> Overview:
    """A constant number of queries."""
    now = at or clock.now()
    numbers = {name: Count("pk", filter=test) for name, test in ways(now).items()}
    runs = runs_seen(viewer).select_related("checklist", "place", "unit")
    waiting = (RunState.SCHEDULED.value, RunState.STARTED.value)
    over = (RunState.SUBMITTED.value, RunState.REVIEWED.value)
    related = ("conclusion__run__unit", "conclusion__run__place", "conclusion__run__checklist")
    objections = objections_seen(viewer).filter(state=ObjectionState.FILED).select_related(*related)
    return Overview(
        counts=findings_seen(viewer).order_by().aggregate(**numbers),
        pressing=tuple(pressing_first(viewer, at=now, most=MOST)),
        mine=tuple(due_runs(viewer, most=MOST)),
        planned=tuple(runs.filter(state__in=waiting).order_by("due_at")[:MOST]),
        done=tuple(runs.filter(state__in=over).order_by("-submitted_at")[:MOST]),
        objections=tuple(objections[:MOST]),
        rechecks=tuple(open_rechecks(viewer)),
        at=now,
    )


def open_rechecks(viewer: Actor) -> list[Recheck]:
    """What the viewer's seat has to judge again, without the first judgement."""
    if not viewer.holds("inspection.recheck") or viewer.position_id is None:
        return []
    rows = Recheck.objects.filter(assignee_id=viewer.position_id, state=RecheckState.WAITING)
    related = ("draw", "judgement__run__place", "judgement__run__checklist")
    return list(rows.select_related(*related).order_by("due_at", "id"))
