"""What higher rooms say follows from a switch: passes that end, rounds that change, labs that close.

A room lists its tellers; whoever previews a switch asks all of them. A teller only reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anlan.core.access import Actor
from anlan.foundation.posture.rules.direction import Change
from anlan.foundation.posture.rules.values import MeasureSet


@dataclass(frozen=True, slots=True)
class Switch:
    """A change of measures at a place, enacted or only thought of."""

    operation_id: UUID
    place_id: UUID
    at: datetime
    old: MeasureSet
    new: MeasureSet
    changes: tuple[Change, ...]
    drill: bool


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows: its words, how many it concerns (None: no data, and ``why``), where to look."""

    title: str
    count: int | None
    why: str = ""
    url: str = ""


Teller = Callable[[Actor, Switch], Iterable[Consequence]]
_tellers: dict[str, Teller] = {}


def register_teller(name: str, teller: Teller) -> None:
    """Let a room say what follows from a switch."""
    _tellers[name] = teller


def consequences(viewer: Actor, switch: Switch) -> tuple[Consequence, ...]:
    """What all rooms say, in the order of their registration."""
    return tuple(one for teller in _tellers.values() for one in teller(viewer, switch))
