"""Runs and checklists, to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command.api.asking import actor_in
from anlan.areas.inspection import public
from anlan.areas.inspection.api.schemas import ChecklistOut, RunQuery, RunsOut
from anlan.areas.inspection.models import Run
from anlan.areas.inspection.selectors.sight import runs_seen
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import listed, part_of

router = Router()


@router.get("/runs", response=RunsOut, summary="List inspections")
def list_runs(request: HttpRequest, asked: Query[RunQuery]) -> dict[str, Any]:
    """Runs as the position in use sees them, the newest first."""
    require_held(actor_in(request), "inspection.read")
    rows = runs_seen(actor_in(request), drill=asked.drill).select_related("checklist", "place", "unit")
    found, place = part_of(rows.order_by("-scheduled_at", "-id"), asked)
    return listed([_told(run) for run in found], place)


@router.get("/checklists", response=list[ChecklistOut], summary="List checklists in use")
def list_checklists(request: HttpRequest) -> list[dict[str, Any]]:
    """The published version of each."""
    require_held(actor_in(request), "inspection.read")
    return [
        {
            "id": one.pk,
            "code": one.code,
            "version": one.version,
            "title": one.title,
            "source": one.source,
            "questions": len(one.questions),
        }
        for one in public.current_checklists()
    ]


def _told(run: Run) -> dict[str, Any]:
    return {
        "id": run.pk,
        "code": run.code,
        "checklist": run.checklist.code,
        "version": run.checklist.version,
        "place": run.place.code,
        "unit": run.unit.code,
        "state": run.state,
        "due_at": run.due_at,
        "submitted_at": run.submitted_at,
        "passed": run.passed,
        "failed": run.failed,
        "not_applicable": run.not_applicable,
    }
