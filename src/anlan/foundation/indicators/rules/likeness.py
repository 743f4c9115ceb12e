"""How much of a measurement's words a sentence says: pure, between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

FULL = 3


def likeness(text: str, *, words: Sequence[str], names: Iterable[str]) -> float:
    """Named words count most (three of them are enough); pairs of signs shared with a name count half."""
    said = "".join(text.casefold().split())
    hits = sum(1 for word in words if "".join(word.casefold().split()) in said)
    shared = max((_shared(said, name) for name in names), default=0.0)
    return min(1.0, hits / FULL + shared / 2)


def _shared(said: str, name: str) -> float:
    pairs = _pairs("".join(name.casefold().split()))
    return len(pairs & _pairs(said)) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
