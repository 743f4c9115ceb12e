"""Meetings, and who has not passed their requirements on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command import public
from anlan.areas.command.api.asking import actor_in
from anlan.areas.command.api.schemas import MeetingIn, MeetingOut, MeetingsOut, RelayGapOut
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import Window, listed, part_of

router = Router()


@router.get("/meetings", response=MeetingsOut, summary="List meetings")
def list_meetings(request: HttpRequest, asked: Query[Window]) -> dict[str, Any]:
    """Meetings that the position in use may see, the newest first."""
    require_held(actor_in(request), "command.read")
    return listed(*part_of(public.meetings(actor_in(request)), asked))


@router.post("/meetings", response={201: MeetingOut}, summary="Plan a meeting")
def plan_meeting(request: HttpRequest, asked: MeetingIn) -> Any:
    """Enter a meeting of a series; a number that is taken answers 422."""
    told = asked.model_dump(exclude={"numbers", "numbers_reason"})
    return public.plan_meeting(by=actor_in(request), numbers=asked.decided(), **told)


@router.get("/meetings/{meeting_id}", response=MeetingOut, summary="Read a meeting")
def read_meeting(request: HttpRequest, meeting_id: UUID) -> Any:
    """One meeting by its key."""
    return public.meeting(actor_in(request), meeting_id).meeting


@router.post("/meetings/{meeting_id}/hold", response=MeetingOut, summary="A meeting took place")
def hold_meeting(request: HttpRequest, meeting_id: UUID) -> Any:
    """Say that a planned meeting was held; its agenda is closed then."""
    return public.hold_meeting(meeting_id, by=actor_in(request))


@router.post("/meetings/{meeting_id}/close", response=MeetingOut, summary="Close a meeting")
def close_meeting(request: HttpRequest, meeting_id: UUID) -> Any:
    """Say that the minutes of a meeting are worked off."""
    return public.close_meeting(meeting_id, by=actor_in(request))


@router.get("/meetings/{meeting_id}/not-relayed", response=list[RelayGapOut], summary="Who has not relayed")
def read_gaps(request: HttpRequest, meeting_id: UUID) -> list[Any]:
    """Units with units below them that have not passed every requirement of the meeting on."""
    return list(public.not_relayed(actor_in(request), meeting_id))
