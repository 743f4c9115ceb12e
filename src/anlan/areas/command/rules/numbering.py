"""Numbers of parts under a heading that never change once given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")

PLACES_A_HEADING = 1000
"""Order numbers kept for the parts of one heading: a part's order is that of its heading and its number."""


def numbered(parts: Iterable[tuple[Key, int | None]]) -> Mapping[Key, int]:
    """A number for each part in the order of the text: the one it was issued with, else the next free one."""
    listed = list(parts)
    taken = {number for _, number in listed if number is not None}
    found: dict[Key, int] = {}
    following = 1
    for key, given in listed:
        while following in taken:
            following += 1
        found[key] = following if given is None else given
        taken.add(found[key])
    return found
