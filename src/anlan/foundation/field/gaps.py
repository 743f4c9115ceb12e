"""Numbers that a phone used and that never came: pure over what has arrived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers first to last, both included. ``open_end``: they may still lie on the phone."""

    first: int
    last: int
    open_end: bool = False

    @property
    def count(self) -> int:
        """How many numbers are missing."""
        return self.last - self.first + 1


def gaps(arrived: Iterable[int], *, made_upto: int) -> tuple[Gap, ...]:
    """What is missing between 1 and the highest number that arrived or was made."""
    found: list[Gap] = []
    expected = 1
    for number in sorted(set(arrived)):
        if number > expected:
            found.append(Gap(expected, number - 1))
        expected = number + 1
    if made_upto >= expected:
        found.append(Gap(expected, made_upto, open_end=True))
    return tuple(found)


def first_missing(arrived: Iterable[int]) -> int:
    """The lowest number that has not arrived."""
    expected = 1
    for number in sorted(set(arrived)):
        if number != expected:
            break
        expected += 1
    return expected
