"""Drawing a sample that anybody can draw again: from the seed and what there was to draw from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from math import ceil
from uuid import UUID


def population_hash(keys: Sequence[UUID]) -> str:
    """What was drawn from, whatever its order."""
    return sha256("".join(sorted(str(key) for key in keys)).encode()).hexdigest()


def seed_from(name: str, until: datetime, head: str) -> str:
    """The seed of a drawing: from its name, its end and the head of the ledger, so that nobody chooses it."""
    return sha256(f"{name}:{until.astimezone(UTC).isoformat()}:{head}".encode()).hexdigest()


def draw_some(keys: Sequence[UUID], *, count: int, seed: str) -> tuple[UUID, ...]:
    """So many of the keys, the lowest tickets first; all where there are fewer."""
    return tuple(sorted(keys, key=lambda key: _ticket(seed, key))[: max(count, 0)])


def draw(keys: Sequence[UUID], *, share: float, seed: str) -> tuple[UUID, ...]:
    """A share of the keys, rounded up; each key's ticket is SHA-256 of seed and key, the lowest win."""
    if not keys or share <= 0:
        return ()
    return draw_some(keys, count=min(len(keys), ceil(len(keys) * share)), seed=seed)


def assign(key: UUID, candidates: Sequence[UUID], *, seed: str) -> UUID | None:
    """Who judges again, by the same kind of ticket; None when nobody may."""
    return min(candidates, key=lambda one: _ticket(f"{seed}:{key}", one), default=None)


def _ticket(seed: str, key: UUID) -> str:
    return sha256(f"{seed}:{key}".encode()).hexdigest()
