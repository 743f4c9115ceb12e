"""What a shift, a swap, a hand-over, an oral order and a secretary's act can be."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class ShiftState(StrEnum):
    """A shift is planned, then published; a plan that is dropped is cancelled."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class SwapState(StrEnum):
    """One asks another to take a watch."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class HandOverState(StrEnum):
    """Drafted, signed by whoever leaves, signed by whoever comes."""

    DRAFT = "draft"
    LEFT = "left"
    SIGNED = "signed"


class OrderState(StrEnum):
    """An oral order until the one who gave it puts it in writing."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DENIED = "denied"


class ProxyState(StrEnum):
    """A secretary's act until the principal has looked at it."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    OBJECTED = "objected"


PLAN, STAND, CONFIRM = "duty.plan", "duty.stand", "duty.confirm"

SHIFT = Machine(
    "duty.shift",
    start=ShiftState.DRAFT,
    moves=(
        Move(ShiftState.DRAFT, "publish", ShiftState.PUBLISHED, verb=PLAN),
        Move(ShiftState.DRAFT, "drop", ShiftState.CANCELLED, verb=PLAN),
    ),
)
SWAP = Machine(
    "duty.swap",
    start=SwapState.ASKED,
    moves=(
        Move(SwapState.ASKED, "accept", SwapState.ACCEPTED, verb=STAND),
        Move(SwapState.ASKED, "reject", SwapState.REJECTED, verb=STAND),
        Move(SwapState.ASKED, "withdraw", SwapState.WITHDRAWN, verb=STAND),
    ),
)
HANDOVER = Machine(
    "duty.handover",
    start=HandOverState.DRAFT,
    moves=(
        Move(HandOverState.DRAFT, "leave", HandOverState.LEFT, verb=STAND),
        Move(HandOverState.LEFT, "take", HandOverState.SIGNED, verb=STAND),
    ),
)
ORDER = Machine(
    "duty.oralorder",
    start=OrderState.OPEN,
    moves=(
        Move(OrderState.OPEN, "confirm", OrderState.CONFIRMED, verb=STAND),
        Move(OrderState.OPEN, "deny", OrderState.DENIED, verb=STAND),
    ),
)
PROXY = Machine(
    "duty.proxyact",
    start=ProxyState.WAITING,
    moves=(
        Move(ProxyState.WAITING, "confirm", ProxyState.CONFIRMED, verb=CONFIRM),
        Move(ProxyState.WAITING, "object", ProxyState.OBJECTED, verb=CONFIRM),
    ),
)
