"""Requirements, answers and meetings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in
from anlan.areas.command.api.schemas import (
    AnswerOut,
    MeetingIn,
    MeetingOut,
    ReasonIn,
    RegisterOut,
    RequirementDetail,
)

router = Router()


@router.get("/requirements", response=RegisterOut)
def list_requirements(request: HttpRequest) -> dict[str, Any]:
    """The register with the filters of its page."""
    page = public.register(actor_in(request), public.RegisterFilters.from_query(request.GET))
    return {
        "at": page.at,
        "total": page.total,
        "matched": page.matched,
        "page": page.page,
        "pages": page.pages,
        "counts": {status.value: number for status, number in page.counts.items()},
        "requirements": [_line(row) for group in page.groups for row in group.rows],
    }


@router.get("/requirements/{code}", response=RequirementDetail)
def read_requirement(request: HttpRequest, code: str) -> dict[str, Any]:
    """One requirement by its code."""
    return _detail(public.requirement(actor_in(request), code))


@router.post("/answers/{addressee_id}/acknowledge", response=AnswerOut)
def acknowledge(request: HttpRequest, addressee_id: UUID) -> dict[str, Any]:
    """Take a requirement on for the addressed unit."""
    return _answer(public.acknowledge(addressee_id, by=actor_in(request)))


@router.post("/answers/{addressee_id}/object", response=AnswerOut)
def object_to(request: HttpRequest, addressee_id: UUID, said: ReasonIn) -> dict[str, Any]:
    """Object to a requirement."""
    return _answer(public.object_to(addressee_id, reason=said.reason, by=actor_in(request)))


@router.get("/meetings", response=list[MeetingOut])
def list_meetings(request: HttpRequest) -> list[Any]:
    """Meetings, the newest first."""
    return list(public.meetings(actor_in(request)))


@router.post("/meetings", response={201: MeetingOut})
def plan_meeting(request: HttpRequest, asked: MeetingIn) -> Any:
    """Plan a meeting."""
    return public.plan_meeting(by=actor_in(request), **asked.dict())


@router.get("/meetings/{meeting_id}", response=MeetingOut)
def read_meeting(request: HttpRequest, meeting_id: UUID) -> Any:
    """One meeting."""
    return public.meeting(actor_in(request), meeting_id).meeting


def _line(row: public.RegisterRow) -> dict[str, Any]:
    directive, indicator = row.directive, row.indicator
    return {
        "id": directive.pk,
        "code": directive.code,
        "no": directive.no,
        "text": directive.text,
        "kind": directive.kind,
        "origin": directive.origin,
        "obligation": directive.obligation,
        "state": directive.state,
        "status": row.verdict.status,
        "status_word": public.word_of(row.verdict),
        "lead": row.lead_label,
        "leads": [{"id": chip.id, "name": chip.name} for chip in row.leads],
        "helpers": [{"id": chip.id, "name": chip.name} for chip in row.helpers],
        "due_at": directive.due_at,
        "due_all_day": directive.due_all_day,
        "repeats": directive.repeats,
        "indicator": indicator.name if indicator else "",
        "direction": indicator.direction if indicator else "",
        "target": indicator.target if indicator else "",
        "unit": indicator.unit if indicator else "",
        "answered": row.answered,
        "addressed": row.addressed,
        "meeting": directive.meeting_id,
    }


def _detail(page: public.RequirementPage) -> dict[str, Any]:
    directive = page.directive
    return {
        "id": directive.pk,
        "code": directive.code,
        "no": directive.no,
        "kind": directive.kind,
        "text": directive.text,
        "text_hash": directive.text_hash,
        "quote": directive.quote,
        "source_hash": directive.source_hash,
        "speaker": directive.speaker,
        "state": directive.state,
        "status": page.verdict.status,
        "status_word": public.word_of(page.verdict),
        "lead": page.lead_label,
        "due_at": directive.due_at,
        "repeats": directive.repeats,
        "issued_at": directive.issued_at,
        "answers": [_answer(one.addressee) for one in page.answers],
        "children": [one.code for one, _ in page.children],
        "relayed": [one.code for one, _ in page.relayed],
        "local": [one.code for one, _ in page.local],
        "supersedes": page.predecessor.code if page.predecessor else "",
        "successor": page.successor.code if page.successor else "",
    }


def _answer(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "unit": row.unit_id,
        "role": row.role,
        "state": row.state,
        "answer_due_at": row.answer_due_at,
        "acknowledged_at": row.acknowledged_at,
        "late": row.was_late,
        "objection": row.objection,
        "answer": row.answer,
    }
