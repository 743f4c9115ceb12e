"""Acts on operations, phases and incidents, by the rules of the pages, the second factor included."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from anlan.foundation.campus.public import place_for
from anlan.foundation.posture import public
from anlan.foundation.posture.public import (
    Assessment,
    Incident,
    Operation,
    OperationPlan,
    Order,
    PhasePlan,
    Spoken,
    Statement,
)
from anlan.surfaces.api.rooms.posture import operation_key, phase_told, router
from anlan.surfaces.api.rooms.posture_given import (
    AssessmentIn,
    CommitIn,
    EndingIn,
    IncidentIn,
    MeasureIn,
    OperationIn,
    OralIn,
    PhaseIn,
    PreviewIn,
)
from anlan.surfaces.api.rooms.posture_told import AssessmentOut, IncidentOut, OperationOut, PhaseOut
from anlan.surfaces.api.session import actor_in

__all__ = ["router"]


@router.post("/operations", response={201: OperationOut}, summary="Open an operation")
def open_operation(request: HttpRequest, given: OperationIn) -> Operation:
    """Open an emergency or a drill; its base phase holds everywhere at once."""
    return public.open_operation(OperationPlan(**given.model_dump()), by=actor_in(request))


@router.post("/operations/{code}/end", response=OperationOut, summary="End an operation")
def end_operation(request: HttpRequest, code: str, given: EndingIn) -> Operation:
    """End it explicitly, once nothing but its base phase is in force."""
    return public.end_operation(operation_key(request, code), reason=given.reason, by=actor_in(request))


@router.post("/operations/{code}/phases", response={201: PhaseOut}, summary="Draft a phase")
def draft_phase(request: HttpRequest, code: str, given: PhaseIn) -> dict[str, Any]:
    """Begin a phase for a place; what it lacks is told when it is ordered."""
    by = actor_in(request)
    place = place_for(by, given.place)
    key = operation_key(request, code)
    return phase_told(public.draft_phase(key, place_id=place.pk, plan=_plan(given), by=by))


@router.post("/operations/{code}/oral-orders", response={201: PhaseOut}, summary="Tighten on spoken words")
def give_oral_order(request: HttpRequest, code: str, given: OralIn) -> dict[str, Any]:
    """For life safety only; in force at once, dead in two hours unless two people confirm it."""
    by = actor_in(request)
    spoken = Spoken(
        words=given.words,
        danger=given.danger,
        said_by=given.said_by,
        said_at=given.said_at,
        wanted_until=given.until,
        measures=tuple(_statement(one) for one in given.measures),
    )
    place, key = place_for(by, given.place), operation_key(request, code)
    return phase_told(public.give_oral_order(key, place_id=place.pk, spoken=spoken, by=by))


@router.post("/operations/{code}/assessments", response={201: AssessmentOut}, summary="Sign an assessment")
def sign_assessment(request: HttpRequest, code: str, given: AssessmentIn) -> Assessment:
    """Sign a judgement whose paper is attached to the operation; loosening stands on it for 48 hours."""
    return public.sign_assessment(
        operation_key(request, code),
        evidence_id=given.evidence,
        conclusion=given.conclusion,
        signed_at=given.signed_at,
        by=actor_in(request),
    )


@router.post("/phases/{key}/preview", response=PhaseOut, summary="Keep that a preview ran")
def note_preview(request: HttpRequest, key: UUID, given: PreviewIn) -> dict[str, Any]:
    """The commit has to carry its hash within ten minutes."""
    seen = public.phase_for(actor_in(request), key).pk
    return phase_told(public.note_preview(seen, **given.model_dump(), by=actor_in(request)))


@router.post("/phases/{key}/order", response=PhaseOut, summary="Hand a phase in")
def order(request: HttpRequest, key: UUID, given: CommitIn) -> dict[str, Any]:
    """Hand in a complete, previewed draft; it then waits for two people."""
    seen, by = public.phase_for(actor_in(request), key).pk, actor_in(request)
    return phase_told(
        public.order(seen, preview_hash=given.preview_hash, assessment_id=given.assessment, by=by)
    )


@router.post("/phases/{key}/take-back", response=PhaseOut, summary="Make a draft of it again")
def take_back(request: HttpRequest, key: UUID, given: EndingIn) -> dict[str, Any]:
    """What was confirmed counts no more."""
    seen = public.phase_for(actor_in(request), key).pk
    return phase_told(public.take_back(seen, reason=given.reason, by=actor_in(request)))


@router.post("/phases/{key}/confirm", response=PhaseOut, summary="Confirm a phase")
def confirm(request: HttpRequest, key: UUID, given: CommitIn) -> dict[str, Any]:
    """Stand behind it; with the second person it comes into force."""
    by = actor_in(request)
    phase = public.phase_for(by, key)
    if phase.oral:
        return phase_told(public.confirm_oral(phase.pk, note=given.note, by=by))
    return phase_told(public.confirm(phase.pk, preview_hash=given.preview_hash, note=given.note, by=by))


@router.post("/phases/{key}/lift", response=PhaseOut, summary="Lift a phase")
def lift(request: HttpRequest, key: UUID, given: EndingIn) -> dict[str, Any]:
    """Stand behind ending it; the second person's word ends it."""
    seen, by = public.phase_for(actor_in(request), key).pk, actor_in(request)
    return phase_told(public.lift(seen, reason=given.reason, assessment_id=given.assessment, by=by))


@router.post("/phases/{key}/go-back", response=PhaseOut, summary="Go back to the phase before")
def go_back(request: HttpRequest, key: UUID, given: EndingIn) -> dict[str, Any]:
    """Within 24 hours, on the earlier preview and assessment; a second person confirms."""
    seen = public.phase_for(actor_in(request), key).pk
    return phase_told(public.go_back(seen, reason=given.reason, by=actor_in(request)))


@router.post("/incidents", response={201: IncidentOut}, summary="Open a light incident")
def open_incident(request: HttpRequest, given: IncidentIn) -> Incident:
    """Where, what kind, who leads; the same client id again gives the same incident."""
    by = actor_in(request)
    return public.open_incident(
        place_id=place_for(by, given.place).pk,
        kind=given.kind,
        lead_id=given.lead,
        what=given.what,
        drill=given.drill,
        client_id=given.client_id,
        by=by,
    )


@router.post("/incidents/{code}/grow", response={201: OperationOut}, summary="Grow an incident")
def grow_incident(request: HttpRequest, code: str, given: OperationIn) -> Operation:
    """Make an operation of it without typing it again; both stay, joined."""
    found = public.incident_for(actor_in(request), code)
    return public.grow_incident(found.pk, plan=OperationPlan(**given.model_dump()), by=actor_in(request))


@router.post("/incidents/{code}/close", response=IncidentOut, summary="Close an incident")
def close_incident(request: HttpRequest, code: str, given: EndingIn) -> Incident:
    """Close what has been dealt with."""
    found = public.incident_for(actor_in(request), code)
    return public.close_incident(found.pk, reason=given.reason, by=actor_in(request))


def _plan(given: PhaseIn) -> PhasePlan:
    return PhasePlan(
        title=given.title,
        title_en=given.title_en,
        key=given.key,
        reason=given.reason,
        review_at=given.review_at,
        lapses_at=given.lapses_at,
        measures=tuple(_statement(one) for one in given.measures),
    )


def _statement(one: MeasureIn) -> Statement:
    order = Order(**one.order.model_dump()) if one.order else Order()
    return Statement(**one.model_dump(exclude={"order"}), order=order)
