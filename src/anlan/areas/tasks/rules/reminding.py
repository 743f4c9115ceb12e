"""When somebody is reminded of a task: a pure function of its times and the figures of the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    """How near a deadline is, in the words of a reminder."""

    NONE = "none"
    HALF = "half"
    YELLOW = "yellow"
    ORANGE = "orange"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Limits:
    """Figures of ``rulebooks/tasks.json``; shares are parts of the time between issue and deadline."""

    long_term_hours: int
    yellow_share_left: float
    orange_share_left: float
    stalled_share_gone: float
    half_share_gone: float
    due_notice_minutes: int
    extensions_most: int

    @classmethod
    def from_rulebook(cls, document: Mapping[str, Any]) -> Limits:
        """The figures of a rulebook document, each under ``values.<name>.value``."""
        values = document["values"]
        return cls(**{name: values[name]["value"] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Times:
    """What a reminder is judged by; ``progress_at`` is the last change of state or piece of evidence."""

    issued_at: datetime
    due_at: datetime | None
    progress_at: datetime | None = None


def stage_of(times: Times, *, at: datetime, limits: Limits) -> Stage:
    """The reminder that holds at an instant.

    Long terms: yellow, then orange while nothing moved since the stalled share of the time was gone.
    Short terms: one at half-time, one at the end. Whatever is past its time is overdue.
    """
    if times.due_at is None:
        return Stage.NONE
    if at >= times.due_at:
        return Stage.OVERDUE
    found = Stage.NONE
    for begins, stage in _stages(times, times.due_at, limits=limits):
        if at >= begins:
            found = stage
    return found


def next_change(times: Times, *, at: datetime, limits: Limits) -> datetime | None:
    """The first instant after ``at`` at which the stage may be another; None when nothing comes."""
    if times.due_at is None or at >= times.due_at:
        return None
    coming = [begins for begins, _ in _stages(times, times.due_at, limits=limits) if begins > at]
    return min([*coming, times.due_at])


def is_long(times: Times, *, limits: Limits) -> bool:
    """Whether the term is one that turns yellow and orange."""
    return times.due_at is not None and times.due_at - times.issued_at >= timedelta(
        hours=limits.long_term_hours
    )


def _stages(times: Times, due: datetime, *, limits: Limits) -> Iterator[tuple[datetime, Stage]]:
    """Each reminder before the deadline with the instant at which it begins, in order."""
    term = due - times.issued_at
    if not is_long(times, limits=limits):
        yield times.issued_at + term * limits.half_share_gone, Stage.HALF
        yield due - min(term, timedelta(minutes=limits.due_notice_minutes)), Stage.DUE
        return
    stalled = times.issued_at + term * limits.stalled_share_gone
    if times.progress_at is not None and times.progress_at >= stalled:
        return
    yield due - term * limits.yellow_share_left, Stage.YELLOW
    yield due - term * limits.orange_share_left, Stage.ORANGE
