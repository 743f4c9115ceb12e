"""What notices announce after an act; the wiring maps each to its listeners."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """A notice went out to its frozen audience."""

    notice_id: str
    code: str
    drill: bool


@dataclass(frozen=True, slots=True)
class NoticeEnded:
    """A notice was updated, cancelled or cleared by a later one."""

    notice_id: str
    successor_id: str
    state: str
    drill: bool


@dataclass(frozen=True, slots=True)
class NoticeAcknowledged:
    """Somebody has confirmed a notice."""

    notice_id: str
    person_id: str
    drill: bool


EVENTS = (NoticeSent, NoticeEnded, NoticeAcknowledged)
