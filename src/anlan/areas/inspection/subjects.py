"""Findings and runs as subjects of evidence: who sees it, who may add."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from anlan.areas.inspection.models import Finding, Run
from anlan.areas.inspection.selectors.sight import findings_seen, runs_seen
from anlan.areas.inspection.states import OPEN, RunState
from anlan.core.access import Actor
from anlan.foundation.evidence.public import Link
from anlan.foundation.people.public import allowed

ADDING = ("inspection.rectify", "inspection.inspect", "inspection.verify")


def visible_findings(viewer: Actor, keys: set[UUID]) -> set[UUID]:
    """Those of the findings that the viewer sees."""
    return {
        key
        for drill in (False, True)
        for key in findings_seen(viewer, drill=drill).filter(pk__in=keys).values_list("pk", flat=True)
    }


def may_add_to_finding(viewer: Actor, finding_id: UUID) -> bool:
    """The unit that puts it right and those who look, until it is closed."""
    finding = Finding.objects.filter(pk=finding_id).first()
    if (
        finding is None
        or finding.state not in OPEN
        or finding_id not in visible_findings(viewer, {finding_id})
    ):
        return False
    return any(allowed(viewer, verb, finding) for verb in ADDING)


def finding_links(viewer: Actor, keys: set[UUID]) -> Mapping[UUID, Link]:
    """What the findings are called, and where they are."""
    rows = Finding.objects.filter(pk__in=visible_findings(viewer, keys))
    return {one.pk: Link(f"{one.code} {one.text}", one.get_absolute_url()) for one in rows}


def visible_runs(viewer: Actor, keys: set[UUID]) -> set[UUID]:
    """Those of the runs that the viewer sees."""
    return {
        key
        for drill in (False, True)
        for key in runs_seen(viewer, drill=drill).filter(pk__in=keys).values_list("pk", flat=True)
    }


def may_add_to_run(viewer: Actor, run_id: UUID) -> bool:
    """Who was named for it, from its beginning until it is reviewed."""
    run = Run.objects.filter(pk=run_id, state__in=(RunState.STARTED, RunState.SUBMITTED)).first()
    if run is None or viewer.position_id is None or not allowed(viewer, "inspection.inspect", run):
        return False
    return run.inspectors.filter(pk=viewer.position_id).exists()


def run_links(viewer: Actor, keys: set[UUID]) -> Mapping[UUID, Link]:
    """What the runs are called, and where they are."""
    rows = Run.objects.filter(pk__in=visible_runs(viewer, keys)).select_related("checklist", "place")
    return {
        one.pk: Link(f"{one.checklist.label} · {one.place.label}", one.get_absolute_url()) for one in rows
    }


EVIDENCE_SUBJECTS = (
    ("inspection.finding", visible_findings, may_add_to_finding, finding_links),
    ("inspection.run", visible_runs, may_add_to_run, run_links),
)
