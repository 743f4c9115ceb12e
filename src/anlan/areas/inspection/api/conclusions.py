"""Written conclusions: issue, read, object within the days, answer by others."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from anlan.areas.command.api.asking import actor_in
from anlan.areas.inspection import public
from anlan.areas.inspection.api.schemas import (
    ConclusionIn,
    ConclusionOut,
    FindingChangeIn,
    FindingReasonIn,
    ObjectionAnswerIn,
)
from anlan.areas.inspection.selectors.sight import conclusion_seen

router = Router()


@router.get("/conclusions/{conclusion_id}", response=ConclusionOut, summary="Read a conclusion")
def read_conclusion(request: HttpRequest, conclusion_id: UUID) -> dict[str, Any]:
    """One conclusion with the unit's objection, if any."""
    return _told(request, conclusion_id)


@router.post("/runs/{run_id}/conclusion", response={201: ConclusionOut}, summary="Issue a conclusion")
def issue(request: HttpRequest, run_id: UUID, given: ConclusionIn) -> dict[str, Any]:
    """Put in writing what a run comes to."""
    made = public.issue_conclusion(run_id, by=actor_in(request), text=given.text, term=given.term)
    return _told(request, made.pk)


@router.post("/conclusions/{conclusion_id}/object", response=ConclusionOut, summary="Object to a conclusion")
def object_to(request: HttpRequest, conclusion_id: UUID, given: FindingReasonIn) -> dict[str, Any]:
    """The inspected unit objects, within its days."""
    public.object_to(conclusion_id, reason=given.reason, by=actor_in(request))
    return _told(request, conclusion_id)


@router.post("/objections/{objection_id}/keep", response=ConclusionOut, summary="Keep a conclusion")
def keep(request: HttpRequest, objection_id: UUID, given: ObjectionAnswerIn) -> dict[str, Any]:
    """The objection does not hold; decided by somebody who neither inspected nor concluded."""
    done = public.keep_conclusion(objection_id, answer=given.answer, by=actor_in(request))
    return _told(request, done.conclusion_id)


@router.post("/objections/{objection_id}/change", response=ConclusionOut, summary="Change a conclusion")
def change(request: HttpRequest, objection_id: UUID, given: FindingChangeIn) -> dict[str, Any]:
    """The objection holds: a new conclusion, which the unit may object to again."""
    new = public.change_conclusion(
        objection_id,
        answer=given.answer,
        text=given.text,
        overturned=given.overturned,
        by=actor_in(request),
    )
    return _told(request, new.pk)


def _told(request: HttpRequest, conclusion_id: UUID) -> dict[str, Any]:
    one = conclusion_seen(actor_in(request), conclusion_id)
    objection = getattr(one, "objection", None)
    return {
        "id": one.pk,
        "run": one.run.code,
        "unit": one.run.unit.code,
        "text": one.text,
        "term": one.term,
        "state": one.state,
        "object_until": one.object_until,
        "objection": None
        if objection is None
        else {
            "id": objection.pk,
            "reason": objection.reason,
            "state": objection.state,
            "answer": objection.answer,
            "answer_until": objection.answer_until,
        },
    }
