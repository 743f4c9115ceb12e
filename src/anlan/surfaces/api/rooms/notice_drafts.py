"""Writing notices and moving them on; every act keeps the rules of the pages, the second factor included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from pydantic import Field

from anlan.core.access import Actor
from anlan.foundation.notices import public
from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.selectors.sight import notice_for
from anlan.foundation.ui.wire import Given, example
from anlan.surfaces.api.rooms.notices import NoticeOut, router
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
__all__ = ["router"]


class AudienceIn(Given):
    """To whom: everybody below the units with one of the standings at one of the places, and some besides."""

    model_config = example(units=[KEY], standings=["undergraduate"])

    units: list[UUID] = Field(default=[], description="Units, with those below.")
    standings: list[str] = Field(default=[], description="Kinds of persons, such as `undergraduate`.")
    places: list[UUID] = Field(default=[], description="Where they live or work.")
    positions: list[UUID] = Field(default=[], description="Holders of these seats besides.")
    persons: list[UUID] = Field(default=[], description="These persons besides.")


class NoticeWordsIn(Given):
    """What a notice says; what is left out keeps what it was, or its ordinary value."""

    model_config = example(headline_zh="今晚停水", headline_en="Water is off tonight", severity="Minor")

    headline_zh: str | None = Field(None, max_length=120)
    headline_en: str | None = Field(None, max_length=200)
    text_zh: str | None = Field(None, max_length=8000)
    text_en: str | None = Field(None, max_length=8000)
    instruction_zh: str | None = Field(None, max_length=8000)
    instruction_en: str | None = Field(None, max_length=8000)
    event_zh: str | None = Field(None, max_length=60)
    event_en: str | None = Field(None, max_length=120)
    contact: str | None = Field(None, max_length=200)
    scope: str | None = Field(None, description="CAP `scope`: Public, Restricted or Private.")
    categories: list[str] | None = Field(None, description="CAP `category`, such as `Infra`.")
    response_types: list[str] | None = Field(None, description="CAP `responseType`, such as `Prepare`.")
    urgency: str | None = Field(None, description="CAP `urgency`.")
    severity: str | None = Field(None, description="CAP `severity`.")
    certainty: str | None = Field(None, description="CAP `certainty`.")
    expires: datetime | None = Field(None, description="When it no longer holds.")
    level: Literal["now", "digest"] | None = Field(None, description="Only `now` interrupts.")
    needs_answer: bool | None = Field(None, description="Whether it asks to be confirmed.")


class DraftIn(NoticeWordsIn):
    """A new notice; `status` Exercise makes it a drill, for good."""

    model_config = example(
        client_id=KEY,
        status="Actual",
        audience={"units": [KEY]},
        headline_zh="今晚停水",
        headline_en="Water is off tonight",
        text_zh="20:00 到 22:00 停水。",
        text_en="No water from 20:00 to 22:00.",
        event_zh="停水",
        event_en="Water cut",
        level="digest",
    )

    client_id: UUID = Field(description="Made by the caller; the same again gives the same notice.")
    status: Literal["Actual", "Exercise"] = Field("Actual", description="A drill stays one.")
    audience: AudienceIn


class NoticeReasonIn(Given):
    """Why."""

    model_config = example(reason="时间写错了")

    reason: str = Field(min_length=1, max_length=400)


Follower = Callable[..., Notice]


@router.post("/notices", response={201: NoticeOut}, summary="Draft a notice")
def draft(request: HttpRequest, given: DraftIn) -> Notice:
    """Begin a notice; somebody else has to approve it."""
    words = given.model_dump(exclude={"client_id", "status", "audience"}, exclude_none=True)
    return public.draft_notice(
        by=actor_in(request),
        audience=given.audience.model_dump(),
        status=given.status,
        client_id=given.client_id,
        **words,
    )


@router.post("/notices/{code}/submit", response=NoticeOut, summary="Hand a draft in for approval")
def submit(request: HttpRequest, code: str) -> Notice:
    """Hand in what is whole; neither author nor submitter can approve it."""
    return public.submit(_key(request, code), by=actor_in(request))


@router.post("/notices/{code}/approve", response=NoticeOut, summary="Approve a notice")
def approve(request: HttpRequest, code: str) -> Notice:
    """Approve what another person wrote and handed in; asks for a fresh second factor."""
    return public.approve(_key(request, code), by=actor_in(request))


@router.post("/notices/{code}/send-back", response=NoticeOut, summary="Give a notice back")
def send_back(request: HttpRequest, code: str, given: NoticeReasonIn) -> Notice:
    """Give it back to its author with a reason."""
    return public.send_back(_key(request, code), by=actor_in(request), reason=given.reason)


@router.post("/notices/{code}/drop", response=NoticeOut, summary="Give a draft up")
def drop(request: HttpRequest, code: str) -> Notice:
    """Nothing was sent, nothing is."""
    return public.drop(_key(request, code), by=actor_in(request))


@router.post("/notices/{code}/send", response=NoticeOut, summary="Send a notice")
def send(request: HttpRequest, code: str) -> Notice:
    """Freeze the audience and hand the notice to the channels; asks for a fresh second factor."""
    return public.send(_key(request, code), by=actor_in(request))


@router.post("/notices/{code}/update", response={201: NoticeOut}, summary="Draft an update")
def update(request: HttpRequest, code: str, given: NoticeWordsIn) -> Notice:
    """Draft what takes a sent notice's place; it goes to whoever got the earlier one, after approval."""
    return _follow(request, code, public.update_notice, given)


@router.post("/notices/{code}/cancel", response={201: NoticeOut}, summary="Draft a cancellation")
def cancel(request: HttpRequest, code: str, given: NoticeWordsIn) -> Notice:
    """Draft the message that takes a sent notice back; after approval."""
    return _follow(request, code, public.cancel, given)


@router.post("/notices/{code}/all-clear", response={201: NoticeOut}, summary="Draft an all clear")
def all_clear(request: HttpRequest, code: str, given: NoticeWordsIn) -> Notice:
    """Draft the message that it is over; after approval."""
    return _follow(request, code, public.all_clear, given)


def _follow(request: HttpRequest, code: str, act: Follower, given: NoticeWordsIn) -> Notice:
    by: Actor = actor_in(request)
    words: dict[str, Any] = given.model_dump(exclude_none=True)
    return act(notice_for(by, code).pk, by=by, **words)


def _key(request: HttpRequest, code: str) -> UUID:
    found: UUID = notice_for(actor_in(request), code).pk
    return found
