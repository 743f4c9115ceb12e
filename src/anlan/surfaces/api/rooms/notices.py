"""Notices and one's own inbox: reads, and the acts that need no form."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from anlan.foundation.notices import public
from anlan.foundation.notices.models import Letter
from anlan.foundation.notices.selectors import inbox
from anlan.foundation.notices.selectors.page import notice_page
from anlan.foundation.notices.selectors.register import NoticeFilters
from anlan.foundation.notices.selectors.register import listed as notices_listed
from anlan.foundation.notices.selectors.sight import notice_for
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import Listed, Text, Window, example, listed, part_of
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
CAP_TYPE = "application/cap+xml"
router = Router(tags=["notices"])

CAP = {
    "responses": {
        200: {
            "description": "The notice as CAP 1.2, in Chinese and English.",
            "content": {CAP_TYPE: {"schema": {"type": "string"}, "example": "<alert/>"}},
        }
    }
}


class InboxQuery(Window):
    """Which letters; drills stand apart."""

    drill: bool = Field(False, description="The letters of drills instead of the actual ones.")
    show: Literal["", "unread", "asked", "coming"] = Field("", description="Unread, to confirm, or coming.")


class NoticesQuery(Window):
    """Which notices; drills stand apart."""

    drill: bool = Field(False, description="Notices of drills instead of actual ones.")
    q: Text = Field("", description="The code or a part of the headline.")
    state: Text = Field("", description="Where they stand, such as `sent`.")


class LetterOut(Schema):
    """A letter of one's own inbox."""

    model_config = example(
        id=KEY,
        title_zh="新任务",
        title_en="A new task",
        text_zh="",
        text_en="",
        url="/command/inbox/",
        level="digest",
        drill=False,
        needs_answer=False,
        recorded_at="2022-05-19T08:00:00Z",
        read_at=None,
        acknowledged_at=None,
    )

    id: UUID
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    url: str
    level: str
    drill: bool
    needs_answer: bool
    recorded_at: datetime
    read_at: datetime | None
    acknowledged_at: datetime | None


class LettersOut(Listed):
    """A part of one's own inbox."""

    items: list[LetterOut]


class NoticeOut(Schema):
    """A notice."""

    model_config = example(
        id=KEY,
        code="N-2022-0001-A",
        status="Actual",
        msg_type="Alert",
        state="sent",
        level="now",
        severity="Minor",
        headline_zh="今晚停水",
        headline_en="Water is off tonight",
        reached=4,
        sent_at="2022-05-19T08:00:00Z",
    )

    id: UUID
    code: str
    status: str
    msg_type: str
    state: str
    level: str
    severity: str
    headline_zh: str
    headline_en: str
    reached: int
    sent_at: datetime | None


class NoticesOut(Listed):
    """A part of the notices."""

    items: list[NoticeOut]


class ChannelCount(Schema):
    """How one channel stands."""

    model_config = example(channel="inapp", total=4, arrived=4, waiting=0, given_up=0)

    channel: str
    total: int
    arrived: int
    waiting: int
    given_up: int


class NoticeDetail(NoticeOut):
    """A notice with its texts, its deliveries by channel and what may be done with it now."""

    model_config = example(
        id=KEY,
        code="N-2022-0001-A",
        status="Actual",
        msg_type="Alert",
        state="sent",
        level="now",
        severity="Minor",
        headline_zh="今晚停水",
        headline_en="Water is off tonight",
        reached=4,
        sent_at="2022-05-19T08:00:00Z",
        text_zh="20:00 到 22:00 停水。",
        text_en="No water from 20:00 to 22:00.",
        channels=[{"channel": "inapp", "total": 4, "arrived": 4, "waiting": 0, "given_up": 0}],
        acts=["update"],
    )

    text_zh: str
    text_en: str
    channels: list[ChannelCount]
    acts: list[str]


@router.get("/inbox", response=LettersOut, summary="Read one's inbox")
def list_letters(request: HttpRequest, asked: Query[InboxQuery]) -> dict[str, Any]:
    """Letters that have come to whoever is signed in, the newest first."""
    rows = inbox.letters(actor_in(request), drill=asked.drill, show=asked.show)
    return listed(*part_of(rows, asked))


@router.post("/inbox/{letter_id}/acknowledge", response=LetterOut, summary="Confirm a letter")
def acknowledge(request: HttpRequest, letter_id: UUID) -> Letter:
    """Confirm that one has taken note; doing it twice changes nothing."""
    return public.acknowledge(letter_id, by=actor_in(request))


@router.get("/notices", response=NoticesOut, summary="List notices")
def list_notices(request: HttpRequest, asked: Query[NoticesQuery]) -> dict[str, Any]:
    """Notices that the position in use may see, the newest first."""
    require_held(actor_in(request), "notices.read")
    told = {"q": asked.q, "state": asked.state, "drill": "1" if asked.drill else ""}
    return listed(*part_of(notices_listed(actor_in(request), NoticeFilters.read(told)), asked))


@router.get("/notices/{code}", response=NoticeDetail, summary="Read a notice")
def read_notice(request: HttpRequest, code: str) -> dict[str, Any]:
    """One notice by its code with its deliveries counted."""
    page = notice_page(actor_in(request), code)
    names = (*NoticeOut.model_fields, "text_zh", "text_en")
    rows = [
        {
            "channel": row.channel.name,
            "total": row.total,
            "arrived": row.arrived,
            "waiting": row.waiting,
            "given_up": row.given_up,
        }
        for row in page.channels
    ]
    told = {name: getattr(page.notice, name) for name in names}
    return {**told, "channels": rows, "acts": list(page.acts)}


@router.get("/notices/{code}/cap.xml", summary="Take a notice along as CAP", openapi_extra=CAP)
def read_cap(request: HttpRequest, code: str) -> HttpResponse:
    """The notice as CAP 1.2; what was not sent yet says status Draft."""
    notice = notice_for(actor_in(request), code)
    return HttpResponse(public.cap_xml(notice, actor_in(request)), content_type=CAP_TYPE)
