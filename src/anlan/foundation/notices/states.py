"""What a notice and a delivery can be, and how they move."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class NoticeState(StrEnum):
    """A notice from its draft to what became of it; from ``sent`` on its text is fixed."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    SENT = "sent"
    UPDATED = "updated"
    CANCELLED = "cancelled"
    ALL_CLEAR = "all_clear"
    DROPPED = "dropped"


class DeliveryState(StrEnum):
    """One notice to one person, or to one group, by one channel."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    ACKNOWLEDGED = "acknowledged"
    FAILED = "failed"
    GAVE_UP = "gave_up"
    SKIPPED = "skipped"


NOTICE = Machine(
    "notices.notice",
    start=NoticeState.DRAFT,
    moves=(
        Move(NoticeState.DRAFT, "submit", NoticeState.WAITING, verb="notices.draft"),
        Move(NoticeState.DRAFT, "drop", NoticeState.DROPPED, verb="notices.draft"),
        Move(NoticeState.WAITING, "send_back", NoticeState.DRAFT, verb="notices.approve"),
        Move(NoticeState.WAITING, "approve", NoticeState.APPROVED, verb="notices.approve"),
        Move(NoticeState.APPROVED, "reopen", NoticeState.DRAFT, verb="notices.draft"),
        Move(NoticeState.APPROVED, "send", NoticeState.SENT, verb="notices.send"),
        Move(NoticeState.SENT, "update", NoticeState.UPDATED, verb="notices.send"),
        Move(NoticeState.SENT, "cancel", NoticeState.CANCELLED, verb="notices.send"),
        Move(NoticeState.SENT, "all_clear", NoticeState.ALL_CLEAR, verb="notices.send"),
    ),
)

DELIVERY = Machine(
    "notices.delivery",
    start=DeliveryState.QUEUED,
    moves=(
        Move(DeliveryState.QUEUED, "send", DeliveryState.SENT, verb="notices.send"),
        Move(DeliveryState.QUEUED, "deliver", DeliveryState.DELIVERED, verb="notices.send"),
        Move(DeliveryState.QUEUED, "fail", DeliveryState.FAILED, verb="notices.send"),
        Move(DeliveryState.QUEUED, "give_up", DeliveryState.GAVE_UP, verb="notices.send"),
        Move(DeliveryState.QUEUED, "skip", DeliveryState.SKIPPED, verb="notices.send"),
        Move(DeliveryState.FAILED, "send", DeliveryState.SENT, verb="notices.send"),
        Move(DeliveryState.FAILED, "deliver", DeliveryState.DELIVERED, verb="notices.send"),
        Move(DeliveryState.FAILED, "fail", DeliveryState.FAILED, verb="notices.send"),
        Move(DeliveryState.FAILED, "give_up", DeliveryState.GAVE_UP, verb="notices.send"),
        Move(DeliveryState.FAILED, "skip", DeliveryState.SKIPPED, verb="notices.send"),
        Move(DeliveryState.FAILED, "retry", DeliveryState.QUEUED, verb="notices.send"),
        Move(DeliveryState.GAVE_UP, "retry", DeliveryState.QUEUED, verb="notices.send"),
        Move(DeliveryState.DELIVERED, "read", DeliveryState.READ, verb="notices.read"),
        Move(DeliveryState.DELIVERED, "acknowledge", DeliveryState.ACKNOWLEDGED, verb="notices.read"),
        Move(DeliveryState.READ, "acknowledge", DeliveryState.ACKNOWLEDGED, verb="notices.read"),
    ),
)

MACHINES = (NOTICE, DELIVERY)

FIXED = frozenset({NoticeState.SENT, NoticeState.UPDATED, NoticeState.CANCELLED, NoticeState.ALL_CLEAR})
"""States in which the text, the audience and the references no longer change."""

OPEN = frozenset({DeliveryState.QUEUED, DeliveryState.FAILED})
"""Deliveries that still try."""

ARRIVED = frozenset({DeliveryState.DELIVERED, DeliveryState.READ, DeliveryState.ACKNOWLEDGED})
"""Deliveries known to have reached the other side."""
