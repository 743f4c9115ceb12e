"""Whether every sentence of a text was looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from anlan.areas.command.rules.spans import Pair, overlap


class Cover(StrEnum):
    """What stands behind a sentence."""

    MATCHED = "matched"
    DISMISSED = "dismissed"
    OPEN = "open"


def cover_of(sentence: Pair, *, dismissed: bool, live: Iterable[Pair]) -> Cover:
    """Matched when a live draft or heading shares a character with it, else dismissed or open."""
    if overlap([sentence], live):
        return Cover.MATCHED
    return Cover.DISMISSED if dismissed else Cover.OPEN


def summary(covers: Collection[Cover]) -> dict[Cover, int]:
    """How many sentences of each."""
    return {cover: sum(1 for one in covers if one is cover) for cover in Cover}
