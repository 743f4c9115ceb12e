"""What rooms put on the list: each registers its source once, in the wiring."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise

from anlan.core.access import Actor
from anlan.foundation.ui.marks import Mark

Text = str | Promise


class Group(StrEnum):
    """Whose move it is: the viewer's, the viewer's and late, somebody else's, nobody's any more."""

    MINE = "mine"
    LATE = "late"
    WAITING = "waiting"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the viewer may do with a row; a ``bulk`` act takes many rows at once by that code."""

    label: Text
    url: str
    method: str = "get"
    bulk: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One matter of one room. ``urgency`` orders rows of one deadline, the highest first."""

    key: str
    source: str
    title: str
    status: Mark
    word: str
    due_at: datetime | None
    since: datetime
    url: str
    group: Group
    changed_at: datetime
    acts: tuple[Act, ...] = ()
    urgency: int = 0
    where: str = ""
    due_all_day: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are in all, also those not listed."""

    mine: int = 0
    late: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bulk act; ``refused`` are the words for rows that were left as they are."""

    done: int
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulk:
    """An act upon many rows of one source; ``told`` says what was done, with ``%(count)s``."""

    code: str
    label: Text
    told: Text
    run: Callable[[Collection[str], Actor], Outcome]


@dataclass(frozen=True, slots=True)
class Source:
    """A room's rows. ``rows(viewer, at, most)`` gives the most pressing, in a constant number of queries."""

    code: str
    label: Text
    rows: Callable[[Actor, datetime, int], Sequence[Row]]
    counts: Callable[[Actor, datetime], Counts]
    bulk: tuple[Bulk, ...] = field(default_factory=tuple)


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Add a source; the same one twice counts once."""
    if _sources.setdefault(source.code, source) != source:
        raise ValueError(f"two worklist sources named {source.code}")


def forget_source(code: str) -> None:
    """Take a source away again; for tests."""
    _sources.pop(code, None)


def sources() -> tuple[Source, ...]:
    """Everything registered, in the order of the wiring."""
    return tuple(_sources.values())
