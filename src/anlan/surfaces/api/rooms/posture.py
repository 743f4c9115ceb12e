"""Which phase is in force where, what it decides, and the catalogue of measures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.public import place_for
from anlan.foundation.people.public import require_held
from anlan.foundation.posture import public
from anlan.foundation.posture.public import Operation, Phase
from anlan.surfaces.api.rooms.posture_given import MomentQuery, WorldQuery
from anlan.surfaces.api.rooms.posture_told import (
    HereOut,
    MeasureOut,
    OperationOut,
    PhaseDetailOut,
    PhaseOut,
    StandingOut,
)
from anlan.surfaces.api.session import actor_in

router = Router(tags=["posture"])


@router.get("/standing", response=list[StandingOut], summary="Read the phases in force")
def list_standing(request: HttpRequest, asked: Query[MomentQuery]) -> list[dict[str, Any]]:
    """Every campus, and every place with a phase of its own, for each operation that is open then."""
    viewer = actor_in(request)
    require_held(viewer, "posture.read")
    seen = set(public.operations_for(viewer, drill=asked.drill).values_list("pk", flat=True))
    boards = public.posture_of(asked.at, drill=asked.drill)
    return [
        {
            "operation": one.operation.code,
            "place": row.place.code,
            "phase": row.phase.pk,
            "title": row.phase.title,
            "origin": row.origin.value,
            "since": row.since,
            "day": row.day,
            "measures": row.measures,
            "review_at": row.phase.review_at,
            "lapses_at": row.phase.lapses_at,
        }
        for one in boards
        if one.operation.pk in seen
        for row in one.places
    ]


@router.get("/places/{code}", response=HereOut, summary="Read what holds at a place")
def read_place(request: HttpRequest, code: str, asked: Query[MomentQuery]) -> dict[str, Any]:
    """One phase an operation, the measures at their strictest with every source, and the gates' document."""
    viewer = actor_in(request)
    require_held(viewer, "posture.read")
    found = public.document_for(place_for(viewer, code).pk, asked.at, drill=asked.drill)
    return {
        "place": code,
        "phases": [phase_told(one.phase) for one in found.phases],
        "measures": [_measure_told(one) for one in found.measures],
        "hash": found.hash,
        "document": found.document,
    }


@router.get("/measures", response=list[MeasureOut], summary="List the catalogue of measures")
def list_measures(request: HttpRequest) -> list[dict[str, Any]]:
    """Every measure that can be chosen, in the order of the catalogue."""
    require_held(actor_in(request), "posture.read")
    return [
        {
            "key": one.key,
            "title_zh": one.title.zh,
            "title_en": one.title.en,
            "decides": [subject.value for subject in one.decides],
            "restricts": one.restricts,
            "refuses_exit": one.refuses_exit,
            "oral": one.oral,
            "lighter": list(one.lighter),
            "params": [param.key for param in one.params],
        }
        for one in public.catalogue().measures.values()
    ]


@router.get("/operations", response=list[OperationOut], summary="List operations")
def list_operations(request: HttpRequest, asked: Query[WorldQuery]) -> list[Operation]:
    """Emergencies, or drills, the newest first; a hundred at most."""
    require_held(actor_in(request), "posture.read")
    return list(public.operations_for(actor_in(request), drill=asked.drill)[:100])


@router.get("/operations/{code}", response=OperationOut, summary="Read an operation")
def read_operation(request: HttpRequest, code: str) -> Operation:
    """One operation by its code."""
    return public.operation_for(actor_in(request), code)


@router.get("/operations/{code}/phases", response=list[PhaseOut], summary="List the phases of an operation")
def list_phases(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """Drafts and everything that ever held, the newest first; two hundred at most."""
    operation = public.operation_for(actor_in(request), code)
    return [phase_told(one) for one in public.phases_for(actor_in(request), operation)[:200]]


@router.get("/phases/{key}", response=PhaseDetailOut, summary="Read a phase")
def read_phase(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """One phase; a draft tells line by line what it would change."""
    viewer = actor_in(request)
    phase = public.phase_for(viewer, key)
    waits = phase.state in {"draft", "ordered"} and phase.operation.state == "open"
    lines = public.switch_of(viewer, phase).changes if waits else ()
    return {
        **phase_told(phase),
        "changes": [
            {"measure": one.measure, "param": one.param, "old": one.old, "new": one.new, "way": one.way.value}
            for one in lines
        ],
        "confirmed_by": [one.person.name for one in phase.confirmations.select_related("person")],
    }


def phase_told(phase: Phase) -> dict[str, Any]:
    """A phase as it is told."""
    return {
        "id": phase.pk,
        "operation": phase.operation.code,
        "place": phase.place.code if phase.place else None,
        "title": phase.title,
        "state": phase.state,
        "way": phase.way,
        "oral": phase.oral,
        "base": phase.base,
        "starts": phase.starts,
        "review_at": phase.review_at,
        "lapses_at": phase.lapses_at,
        "document_hash": phase.document_hash,
        "preview_at": phase.preview_at,
    }


def operation_key(request: HttpRequest, code: str) -> UUID:
    """The key of an operation that the caller sees. Raises NotVisible."""
    if not actor_in(request).holds("posture.read"):
        raise NotVisible
    return public.operation_for(actor_in(request), code).pk


def _measure_told(one: public.MeasureInForce) -> dict[str, Any]:
    return {
        "key": one.measure.key,
        "title_zh": one.measure.title.zh,
        "title_en": one.measure.title.en,
        "values": public.plain({one.measure.key: one.values})[one.measure.key],
        "sources": [
            {
                "operation": source.operation.code,
                "phase": source.phase.pk,
                "reason": source.row.reason,
                "legal_basis": source.row.legal_basis,
                "lapses_at": source.row.lapses_at,
            }
            for source in one.sources
        ],
    }
