"""Whether the board has changed, told as server-sent events.

The pages are served by a few blocking threads, so no connection is held open: each answer carries one event
and the pause after which the browser asks again. Viewers who see the same share one reckoning.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Final
from uuid import UUID

from anlan.areas.command.public import heading_lines, minuted_meeting
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.indicators.public import computed_at

RETRY_MS: Final = 5_000
KEPT_SECONDS: Final = 4.0
MOST_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark and until when it is good."""

    mark: str
    until: float


_kept: dict[str, Kept] = {}
_turn = Lock()


def mark_for(viewer: Actor, *, meeting_id: UUID | None) -> str:
    """A mark of the counts and measurements that the viewer's board shows; another one when they differ."""
    key = _key(viewer, meeting_id=meeting_id)
    with _turn:
        held = _kept.get(key)
        if held is not None and held.until > monotonic():
            return held.mark
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        mark = _reckoned(viewer, meeting_id=meeting_id)
        _kept[key] = Kept(mark, monotonic() + KEPT_SECONDS)
        return mark


def forget() -> None:
    """Reckon anew at the next question; for tests."""
    _kept.clear()


def event_of(mark: str, *, seen: str) -> str:
    """One event of the stream; a comment where the viewer has seen it."""
    if mark == seen:
        return f"retry: {RETRY_MS}\n: unchanged\n\n"
    return f"retry: {RETRY_MS}\nid: {mark}\nevent: board\ndata: {mark}\n\n"


def _key(viewer: Actor, *, meeting_id: UUID | None) -> str:
    """Who sees the same requirements: the same reach, and the same person where it is about oneself."""
    grants = tuple(viewer.grants_of("command.read"))
    own = viewer.person_id if any(grant.own for grant in grants) else ""
    return f"{meeting_id}|{sorted(map(repr, grants))}|{own}"


def _reckoned(viewer: Actor, *, meeting_id: UUID | None) -> str:
    meeting = minuted_meeting(viewer, wanted=meeting_id)
    rows = heading_lines(viewer, meeting.pk, at=clock.now()) if meeting else ()
    told = [
        (row.heading.pk, row.status, sorted(row.counts.items()), row.answered, row.objected) for row in rows
    ]
    return sha256(f"{told} {computed_at()}".encode()).hexdigest()[:16]
