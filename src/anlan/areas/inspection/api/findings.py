"""Findings: the list, one of them, and the acts upon it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command.api.asking import actor_in
from anlan.areas.inspection import public
from anlan.areas.inspection.api.schemas import (
    AssignIn,
    FindingIn,
    FindingOut,
    FindingQuery,
    FindingReasonIn,
    FindingsOut,
    NoteIn,
    RectifiedIn,
)
from anlan.areas.inspection.models import Finding
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import placed

router = Router()


@router.get("/findings", response=FindingsOut, summary="List findings")
def list_findings(request: HttpRequest, asked: Query[FindingQuery]) -> dict[str, Any]:
    """Findings as the position in use sees them, what is due first on top."""
    viewer = actor_in(request)
    require_held(viewer, "inspection.read")
    told = asked.model_dump(exclude={"limit", "offset"})
    page = public.findings(viewer, public.FindingFilters(**told), size=asked.limit, offset=asked.offset)
    return {
        **placed(page.total, asked),
        "items": [_told(row.finding, evidence=row.evidence) for row in page.rows],
    }


@router.get("/findings/{code}", response=FindingOut, summary="Read a finding")
def read_finding(request: HttpRequest, code: str) -> dict[str, Any]:
    """One finding by its code."""
    return _page(request, code)


@router.post("/findings", response={201: FindingOut}, summary="Raise a finding")
def raise_finding(request: HttpRequest, given: FindingIn) -> dict[str, Any]:
    """Say that something is wrong; the same client key twice gives the same finding."""
    made = public.raise_finding(
        by=actor_in(request),
        place_id=given.place,
        unit_id=given.unit,
        severity=given.severity,
        text=given.text,
        stopped=given.stopped,
        due_at=given.due_at,
        directive_ids=given.directives,
        client_id=given.client_id,
    )
    return _page(request, made.code)


@router.post("/findings/{finding_id}/assign", response=FindingOut, summary="Assign a finding")
def assign(request: HttpRequest, finding_id: UUID, given: AssignIn) -> dict[str, Any]:
    """Give it to a unit; later on to another, with the reason."""
    done = public.assign(
        finding_id,
        by=actor_in(request),
        unit_id=given.unit,
        owner_position_id=given.owner,
        due_at=given.due_at,
        note=given.note,
    )
    return _page(request, done.code)


@router.post("/findings/{finding_id}/start", response=FindingOut, summary="Begin to put right")
def start(request: HttpRequest, finding_id: UUID) -> dict[str, Any]:
    """The unit begins."""
    return _page(request, public.start(finding_id, by=actor_in(request)).code)


@router.post("/findings/{finding_id}/submit", response=FindingOut, summary="Submit for re-check")
def submit(request: HttpRequest, finding_id: UUID, given: RectifiedIn) -> dict[str, Any]:
    """Say that it is put right; refused without later evidence."""
    return _page(request, public.submit(finding_id, by=actor_in(request), **given.model_dump()).code)


@router.post("/findings/{finding_id}/verify", response=FindingOut, summary="Verify a finding")
def verify(request: HttpRequest, finding_id: UUID, given: NoteIn) -> dict[str, Any]:
    """Another person saw that it is put right."""
    return _page(request, public.verify(finding_id, note=given.note, by=actor_in(request)).code)


@router.post("/findings/{finding_id}/return", response=FindingOut, summary="Send a finding back")
def send_back(request: HttpRequest, finding_id: UUID, given: FindingReasonIn) -> dict[str, Any]:
    """It is not put right yet."""
    return _page(request, public.return_(finding_id, reason=given.reason, by=actor_in(request)).code)


@router.post("/findings/{finding_id}/close", response=FindingOut, summary="Close a finding")
def close(request: HttpRequest, finding_id: UUID, given: NoteIn) -> dict[str, Any]:
    """Done with."""
    return _page(request, public.close(finding_id, note=given.note, by=actor_in(request)).code)


@router.post("/findings/{finding_id}/reopen", response=FindingOut, summary="Reopen a finding")
def reopen(request: HttpRequest, finding_id: UUID, given: FindingReasonIn) -> dict[str, Any]:
    """A new round; what was late stays late."""
    return _page(request, public.reopen(finding_id, reason=given.reason, by=actor_in(request)).code)


def _page(request: HttpRequest, code: str) -> dict[str, Any]:
    page = public.finding_page(actor_in(request), code)
    return _told(page.finding, acts=page.acts, evidence=page.evidence)


def _told(finding: Finding, *, evidence: int, acts: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "id": finding.pk,
        "code": finding.code,
        "text": finding.text,
        "severity": finding.severity,
        "state": finding.state,
        "place": finding.place.code,
        "unit": finding.unit.code,
        "due_at": finding.due_at,
        "late": finding.was_late,
        "recurrence": finding.recurrence,
        "evidence": evidence,
        "acts": list(acts),
    }
