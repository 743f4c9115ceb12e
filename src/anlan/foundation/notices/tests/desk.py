"""A notice written, approved and sent by the cast, and channels that lead to loopback servers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from anlan.core.access import Actor
from anlan.foundation.notices.models import Channel, Delivery, Notice
from anlan.foundation.notices.public import approve, draft_notice, send, submit
from anlan.foundation.notices.services.channels import ChannelFields, create_channel
from anlan.foundation.notices.services.spreading import spread_notice
from tests.support.cast import Cast

SYSTEM = Actor.system("tests.notices")
MORNING = datetime(2031, 5, 19, 2, 0, tzinfo=UTC)
"""10:00 on the campus, on a day when every appointment of the cast is in force."""

WORDS: dict[str, Any] = {
    "event_zh": "停水",
    "event_en": "Water cut",
    "headline_zh": "今晚八点停水检修",
    "headline_en": "Water is off from 20:00",
    "text_zh": "中心校区 20:00 到 22:00 停水。",
    "text_en": "No water at Centre from 20:00 to 22:00.",
    "instruction_zh": "提前储水。",
    "instruction_en": "Store water.",
    "categories": ["Infra"],
    "response_types": ["Prepare"],
    "urgency": "Expected",
    "severity": "Minor",
    "certainty": "Observed",
    "level": "now",
    "needs_answer": True,
}


def written(cast: Cast, *, by: str = "clerk", status: str = "Actual", **more: Any) -> Notice:
    """A draft to everybody of the computing college, unless told otherwise."""
    audience = more.pop("audience", {"units": [cast.units["cs"].pk]})
    return draft_notice(by=cast.actor(by), audience=audience, status=status, **(WORDS | more))


def approved(cast: Cast, notice: Notice, *, author: str = "clerk") -> Notice:
    """Handed in and approved by the head of the headquarters office."""
    submit(notice.pk, by=cast.actor(author))
    return approve(notice.pk, by=cast.actor("hq_head"))


def sent(cast: Cast, *, spread: bool = True, **more: Any) -> Notice:
    """A notice on its way."""
    notice = approved(cast, written(cast, **more))
    notice = send(notice.pk, by=cast.actor("hq_head"))
    if spread:
        spread_notice(notice.pk)
    return notice


def channel(cast: Cast, kind: str, address: str = "", **more: Any) -> Channel:
    """A channel as the system administrator sets it up."""
    fields: dict[str, Any] = {"kind": kind, "name": f"{kind} {address[-12:]}", "address": address}
    return create_channel(ChannelFields(**(fields | more)), by=cast.actor("sysadmin"))


def deliveries(channel: Channel) -> list[Delivery]:
    """What the ledger says of a channel."""
    return list(Delivery.objects.filter(channel=channel).order_by("pk"))
