"""Drawing a sample that anybody can draw again: from the seed and what there was to draw from."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import ceil
from uuid import UUID


def population_hash(keys: Sequence[UUID]) -> str:
    """What was drawn from, whatever its order."""
    return sha256("".join(sorted(str(key) for key in keys)).encode()).hexdigest()


def draw(keys: Sequence[UUID], *, share: float, seed: str) -> tuple[UUID, ...]:
    """A share of the keys, rounded up; each key's ticket is SHA-256 of seed and key, the lowest win."""
    if not keys or share <= 0:
        return ()
    wanted = min(len(keys), ceil(len(keys) * share))
    return tuple(sorted(keys, key=lambda key: _ticket(seed, key))[:wanted])


def assign(key: UUID, candidates: Sequence[UUID], *, seed: str) -> UUID | None:
    """Who judges again, by the same kind of ticket; None when nobody may."""
    return min(candidates, key=lambda one: _ticket(f"{seed}:{key}", one), default=None)


def _ticket(seed: str, key: UUID) -> str:
    return sha256(f"{seed}:{key}".encode()).hexdigest()
