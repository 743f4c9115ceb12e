"""References of cells: A1, with a sheet's name in front."""

from __future__ import annotations

import re
from dataclasses import dataclass

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells, both corners within."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, column: int, row: int) -> bool:
        """Whether the cell lies in it."""
        return self.left <= column <= self.right and self.top <= row <= self.bottom


def position(reference: str) -> tuple[int, int] | None:
    """Column and row counted from 1; None for what is no cell."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for sign in found[1]:
        column = column * 26 + ord(sign) - ord("A") + 1
    row = int(found[2])
    return (column, row) if column <= LAST_COLUMN and row <= LAST_ROW else None


def span(text: str) -> Span | None:
    """The rectangle of ``B2:C5``; None for what is none."""
    first, _, last = text.partition(":")
    start, end = position(first), position(last or first)
    return Span(*start, *end) if start and end else None
