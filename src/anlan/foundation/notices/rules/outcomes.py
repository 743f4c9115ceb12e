"""What a channel is given, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SENT, DELIVERED, REFUSED, LATER, SLOW_DOWN = "sent", "delivered", "refused", "later", "slow_down"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended. ``later`` and ``slow_down`` are tried again, the latter without being counted;
    ``whole_channel`` says that the fault is the channel's, so that it rests as a whole."""

    kind: str
    code: str = ""
    detail: str = ""
    wait_seconds: float = 0.0
    whole_channel: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for a channel: words in both languages, already marked when it is a drill."""

    key: str
    to: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    at: datetime
    url: str = ""
    drill: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A channel as its module needs it: where, with what secrets, how long at most."""

    address: str
    timeout_seconds: float
    settings: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""


Send = Callable[[Line, Sequence[Parcel]], Outcome]


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of channel: how it sends, whether to one person, and how many fit into one message."""

    code: str
    send: Send
    personal: bool
    gathers: bool = False
    most: int = 1
    secrets: tuple[str, ...] = ()
