"""What happens around the table: topics, the agenda, who came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in
from anlan.areas.command.api.meeting_schemas import (
    AgendaOut,
    AttendanceIn,
    AttendanceOut,
    CallIn,
    MatterMoveIn,
    SlipIn,
    SlipOut,
)
from anlan.areas.command.api.spoken import ReasonIn
from anlan.areas.command.models import AgendaItem, Attendance, TopicSlip
from anlan.foundation.people.public import title_of

router = Router()


@router.get("/meetings/{meeting_id}/topics", response=list[SlipOut], summary="List topics")
def list_topics(request: HttpRequest, meeting_id: UUID) -> list[dict[str, Any]]:
    """Topics proposed for a meeting, as far as the position in use sees them."""
    return [_slip(one) for one in public.meeting(actor_in(request), meeting_id).slips]


@router.post("/meetings/{meeting_id}/topics", response={201: SlipOut}, summary="Propose a topic")
def propose_topic(request: HttpRequest, meeting_id: UUID, asked: SlipIn) -> dict[str, Any]:
    """Propose a topic for a meeting that is still planned."""
    slip = public.submit_slip(
        meeting_id, topic=asked.topic, unit_id=asked.unit, by=actor_in(request), numbers=asked.decided()
    )
    return _slip(slip)


@router.post("/topics/{slip_id}/accept", response=SlipOut, summary="Accept a topic")
def accept_topic(request: HttpRequest, slip_id: UUID) -> dict[str, Any]:
    """Accept a topic; compiling the agenda puts it on."""
    return _slip(public.accept_slip(slip_id, by=actor_in(request)))


@router.post("/topics/{slip_id}/decline", response=SlipOut, summary="Decline a topic")
def decline_topic(request: HttpRequest, slip_id: UUID, said: ReasonIn) -> dict[str, Any]:
    """Leave a topic off the agenda, and say why."""
    return _slip(
        public.decline_slip(slip_id, reason=said.reason, by=actor_in(request), numbers=said.decided())
    )


@router.get("/meetings/{meeting_id}/agenda", response=list[AgendaOut], summary="Read the agenda")
def read_agenda(request: HttpRequest, meeting_id: UUID) -> list[dict[str, Any]]:
    """Matters in their order: first what stayed open last time."""
    return _agenda(public.meeting(actor_in(request), meeting_id).agenda)


@router.post("/meetings/{meeting_id}/agenda", response=list[AgendaOut], summary="Compile the agenda")
def compile_agenda(request: HttpRequest, meeting_id: UUID) -> list[dict[str, Any]]:
    """Compile it anew from what stayed open and from accepted topics; an order by hand is lost."""
    return _agenda(public.set_agenda(meeting_id, by=actor_in(request)))


@router.post("/agenda/{item_id}/move", response=list[AgendaOut], summary="Move a matter")
def move_matter(request: HttpRequest, item_id: UUID, asked: MatterMoveIn) -> list[dict[str, Any]]:
    """Put a matter at another place of its agenda."""
    return _agenda(public.move_agenda_item(item_id, to=asked.to, by=actor_in(request)))


@router.get("/meetings/{meeting_id}/attendance", response=list[AttendanceOut], summary="Who came")
def read_attendance(request: HttpRequest, meeting_id: UUID) -> list[dict[str, Any]]:
    """Called positions and how they took part."""
    return [_attendance(one) for one in public.meeting(actor_in(request), meeting_id).attendances]


@router.post("/meetings/{meeting_id}/attendance", response=list[AttendanceOut], summary="Call positions")
def call_positions(request: HttpRequest, meeting_id: UUID, asked: CallIn) -> list[dict[str, Any]]:
    """Call positions to a meeting; those called already stay as they are."""
    actor = actor_in(request)
    public.call_positions(meeting_id, position_ids=asked.positions, by=actor)
    return [_attendance(one) for one in public.meeting(actor, meeting_id).attendances]


@router.post("/attendance/{attendance_id}", response=AttendanceOut, summary="Record attendance")
def record_attendance(request: HttpRequest, attendance_id: UUID, said: AttendanceIn) -> dict[str, Any]:
    """Say how a called position took part."""
    row = public.record_attendance(
        attendance_id,
        presence=said.presence,
        deputy_position_id=said.deputy_position,
        deputy_person_id=said.deputy_person,
        reason=said.reason,
        by=actor_in(request),
        numbers=said.decided(),
    )
    return _attendance(row)


def _slip(slip: TopicSlip) -> dict[str, Any]:
    told = {name: getattr(slip, name) for name in ("topic", "state", "reason")}
    return {"id": slip.pk, "unit": slip.unit_id, **told}


def _agenda(items: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.pk,
            "order": one.order,
            "topic": one.slip.topic if one.slip else "",
            "slip": one.slip_id,
            "code": one.directive.code if one.directive else "",
            "text": one.directive.text if one.directive else "",
        }
        for one in items
    ]


def _attendance(row: Attendance) -> dict[str, Any]:
    return {
        "id": row.pk,
        "position": row.position_id,
        "title": title_of(row.position),
        "presence": row.presence,
        "deputy_position": row.deputy_position_id,
        "deputy_person": row.deputy_person_id,
        "reason": row.reason,
    }
