"""What random re-checks are drawn from: each room lends its records once, in the wiring."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Drawable:
    """A record that may be drawn, and whether it was recorded as good; the second is never told before."""

    id: UUID
    passed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A drawn record as whoever looks again may know it: what and where, not how it was recorded.

    ``people`` took part in the record and do not judge it; ``due_at`` where it cannot be seen later.
    """

    kind: str
    title: str
    unit_id: UUID
    unit_path: str
    people: frozenset[UUID] = frozenset()
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """The records that one re-check tests: which there are in a time, and what is told of those drawn."""

    code: str
    question: Promise
    records: Callable[[datetime, datetime], Sequence[Drawable]]
    tell: Callable[[Collection[UUID]], Mapping[UUID, Told]]


_populations: dict[str, Population] = {}


def register_population(population: Population) -> None:
    """Lend records to a re-check; the same twice counts once."""
    if _populations.setdefault(population.code, population) != population:
        raise ValueError(f"two populations of {population.code}")


def population(code: str) -> Population | None:
    """The records of that re-check, or None while no room lends any."""
    return _populations.get(code)


def populations() -> tuple[Population, ...]:
    """Every population, by code."""
    return tuple(_populations[code] for code in sorted(_populations))
