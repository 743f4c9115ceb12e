"""What open pages follow: the board's counts, the bell, the worklist; each has a mark.

A page names what it follows with the mark it was drawn with; the answer is an event for each that differs.
The server in front may hold the answer open and ask again when one of the named topics changed; a server
that does not gives it as it is, and the browser asks again after the pause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Final
from uuid import UUID

from anlan.areas.command.public import HeadingLine, heading_lines, minuted_meeting
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.bus.public import topic_for
from anlan.foundation.indicators.public import computed_at
from anlan.foundation.notices.public import bell
from anlan.foundation.worklist.public import counts

SOON_MS, LATER_MS = 5_000, 30_000
KEPT_SECONDS: Final = 4.0
MOST_KEPT: Final = 256
MOST_WATCHED: Final = 8
LETTERS, INDICATORS = "letters", "indicators"
AREAS: Final = ("command", "tasks", "inspection")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who follows, which meeting the board shows, and when something of it changed, if that is known."""

    viewer: Actor
    meeting_id: UUID | None = None
    changed_at: float | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark and when it was reckoned."""

    mark: str
    at: float


@dataclass(frozen=True, slots=True)
class Followed:
    """Something on a page: whether the viewer has it, its mark, the topics that may change it."""

    open_to: Callable[[Actor], bool]
    mark: Callable[[Asked], str]
    topics: Callable[[Actor], Iterable[str]]
    retry_ms: int


_kept: dict[str, Kept] = {}
_turn = Lock()


def answer_for(asked: Asked, *, seen: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The stream's text and the topics to hold it for. Raises NotVisible where nothing is followed."""
    named = [name for name in list(seen)[:MOST_WATCHED] if _open(name, asked.viewer)]
    if not named:
        raise NotVisible
    marks = {name: FOLLOWED[name].mark(asked) for name in named}
    news = [name for name in named if marks[name] != seen[name]]
    retry_ms = min(FOLLOWED[name].retry_ms for name in named)
    topics = {topic for name in named for topic in FOLLOWED[name].topics(asked.viewer)}
    return _text(marks, news, retry_ms), tuple(sorted(topics))


def read_seen(told: str) -> dict[str, str]:
    """``board.1a2b bell.3.0.1`` as what was seen, by name; another shape counts as nothing seen."""
    parts = (part.partition(".") for part in told[:1_000].split())
    return {name: mark for name, _dot, mark in parts}


def mark_of_board(rows: Iterable[HeadingLine]) -> str:
    """A mark of what the board says of its requirements and measurements."""
    told = [
        (row.heading.pk, row.status, sorted(row.counts.items()), row.answered, row.addressed, row.objected)
        for row in rows
    ]
    return sha256(f"{told} {computed_at()}".encode()).hexdigest()[:16]


def mark_of_bell(viewer: Actor) -> str:
    """The bell's numbers."""
    return bell(viewer).mark


def mark_of_worklist(viewer: Actor) -> str:
    """The worklist's numbers."""
    told = counts(viewer, clock.now())
    return f"{told.mine}.{told.late}"


def forget() -> None:
    """Reckon anew at the next question; for tests."""
    _kept.clear()


def _open(name: str, viewer: Actor) -> bool:
    return name in FOLLOWED and FOLLOWED[name].open_to(viewer)


def _text(marks: Mapping[str, str], news: Iterable[str], retry_ms: int) -> str:
    key = " ".join(f"{name}.{mark}" for name, mark in marks.items())
    events = [f"id: {key}\nevent: {name}\ndata: {marks[name]}\n\n" for name in news]
    return f"retry: {retry_ms}\n\n" + ("".join(events) or ": unchanged\n\n")


def _shared_mark(asked: Asked) -> str:
    """The board's mark; viewers who see the same share one reckoning."""
    key = _key(asked.viewer, meeting_id=asked.meeting_id)
    with _turn:
        held = _kept.get(key)
        if held is not None and _still_good(held, asked.changed_at):
            return held.mark
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        at = monotonic()
        meeting = minuted_meeting(asked.viewer, wanted=asked.meeting_id)
        mark = mark_of_board(heading_lines(asked.viewer, meeting.pk, at=clock.now()) if meeting else ())
        _kept[key] = Kept(mark, at)
        return mark


def _still_good(held: Kept, changed_at: float | None) -> bool:
    """Nothing changed since; where nobody can tell, for some seconds."""
    if changed_at is not None and held.at <= changed_at:
        return False
    return monotonic() - held.at < KEPT_SECONDS


def _key(viewer: Actor, *, meeting_id: UUID | None) -> str:
    """Who sees the same requirements: the same reach, and the same person where it is about oneself."""
    grants = tuple(viewer.grants_of("command.read"))
    own = viewer.person_id if any(grant.own for grant in grants) else ""
    return f"{meeting_id}|{sorted(map(repr, grants))}|{own}"


def _board_topics(_viewer: Actor) -> tuple[str, ...]:
    return (*AREAS, INDICATORS)


def _bell_topics(viewer: Actor) -> tuple[str, ...]:
    return (LETTERS, topic_for(LETTERS, viewer.person_id)) if viewer.person_id else ()


def _worklist_topics(_viewer: Actor) -> tuple[str, ...]:
    return AREAS


FOLLOWED: Final[Mapping[str, Followed]] = {
    "board": Followed(lambda one: one.holds("command.read"), _shared_mark, _board_topics, SOON_MS),
    "bell": Followed(
        lambda one: one.person_id is not None,
        lambda asked: mark_of_bell(asked.viewer),
        _bell_topics,
        LATER_MS,
    ),
    "worklist": Followed(
        lambda one: one.holds("worklist.read"),
        lambda asked: mark_of_worklist(asked.viewer),
        _worklist_topics,
        LATER_MS,
    ),
}
"""Each thing that pages follow, by the name in ``data-live``."""
