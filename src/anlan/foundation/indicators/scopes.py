"""What a measurement is about: the whole house, a campus, a unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ScopeKind(StrEnum):
    """The sizes of scope."""

    WHOLE = "whole"
    CAMPUS = "campus"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole house, or one campus or unit by its id."""

    kind: ScopeKind = ScopeKind.WHOLE
    id: UUID | None = None

    def __post_init__(self) -> None:
        if (self.kind == ScopeKind.WHOLE) != (self.id is None):
            raise ValueError("the whole house has no id, a part of it has one")


WHOLE = Scope()


def campus(place_id: UUID) -> Scope:
    """A campus."""
    return Scope(ScopeKind.CAMPUS, place_id)


def unit(unit_id: UUID) -> Scope:
    """A unit with everything below it."""
    return Scope(ScopeKind.UNIT, unit_id)
