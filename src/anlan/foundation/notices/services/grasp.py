"""Taking hold of a row to change it: locked, seen, the verb checked; and what the ledger keeps of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.notices.models import Channel, Notice
from anlan.foundation.people.public import require


def hold(notice_id: UUID, *, verb: str, by: Actor) -> Notice:
    """A notice under a lock. Raises NotVisible or NotYours."""
    rows = Notice.objects.select_for_update(of=("self",)).select_related("sender__unit", "references")
    notice = rows.filter(pk=notice_id).first()
    if notice is None:
        raise NotVisible
    require(by, verb, notice)
    return notice


def hold_channel(channel_id: UUID, *, by: Actor) -> Channel:
    """A channel under a lock. Raises NotVisible or NotYours."""
    channel = Channel.objects.select_for_update().filter(pk=channel_id, retired_at=None).first()
    if channel is None:
        raise NotVisible
    require(by, "notices.channels", channel)
    return channel


def told(notice: Notice) -> dict[str, Any]:
    """What the ledger keeps of a notice: its words and to whom, never who received it."""
    return {
        "code": notice.code,
        "state": notice.state,
        "status": notice.status,
        "msg_type": notice.msg_type,
        "headline": notice.headline_zh,
        "text": notice.text_zh,
        "severity": notice.severity,
        "level": notice.level,
    }
