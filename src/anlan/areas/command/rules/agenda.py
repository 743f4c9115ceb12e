"""The order of an agenda: what stayed open last time comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from anlan.core.kernel.errors import BadInput

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter by its key; ``carried`` when it stayed open from the meeting before."""

    key: str
    carried: bool


def compiled(open_items: Sequence[T], slips: Sequence[T]) -> list[T]:
    """Open items of the last meeting, then accepted slips, each in their own order."""
    return [*open_items, *slips]


def moved(matters: Sequence[Matter], *, key: str, to: int) -> list[Matter]:
    """The agenda with one matter at another place (from 0); carried matters stay before the others."""
    found = [matter for matter in matters if matter.key == key]
    if not found:
        raise BadInput("command.agenda_unknown", key=key)
    rest = [matter for matter in matters if matter.key != key]
    place = max(0, min(to, len(rest)))
    arranged = [*rest[:place], found[0], *rest[place:]]
    if arranged != sorted(arranged, key=lambda matter: not matter.carried):
        raise BadInput("command.agenda_open_items_first")
    return arranged
