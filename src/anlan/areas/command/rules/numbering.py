"""Numbers of parts under a heading that never change once given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")


def numbered(parts: Iterable[tuple[Key, int | None]]) -> Mapping[Key, int]:
    """A number for each part in the order of the text: the one it was issued with, else the next free one."""
    listed = list(parts)
    taken = {number for _, number in listed if number is not None}
    found: dict[Key, int] = {}
    following = 1
    for key, number in listed:
        if number is None:
            while following in taken:
                following += 1
            number = following
            taken.add(number)
        found[key] = number
    return found
