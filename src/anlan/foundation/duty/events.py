"""What duty announces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RosterPublished:
    """A stretch of a roster is in force."""

    roster_id: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class WatchSwapped:
    """Somebody stands for somebody else."""

    watch_id: str
    outgoing_id: str
    incoming_id: str


@dataclass(frozen=True, slots=True)
class HandOverSigned:
    """Both have signed; the watch has passed on."""

    handover_id: str
    shift_id: str


EVENTS = (RosterPublished, WatchSwapped, HandOverSigned)
