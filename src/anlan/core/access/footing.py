"""Where an object stands in the trees that permission follows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Through:
    """A tie that counts only while the related row is in force: ``Through("standings", "unit__path")``.

    ``relation`` leads to rows with ``valid_from`` and ``valid_until``; ``field`` is the lookup from there.
    """

    relation: str
    field: str


Tie = str | Through


@dataclass(frozen=True, slots=True)
class Footing:
    """How a kind of object is tied to units, places, persons and a compartment.

    Each tie is a lookup from the object: ``lead_unit__path``, ``place__path``, ``person_id``;
    it may cross foreign keys and many-to-many relations. ``everywhere`` marks reference data that
    belong to the whole house: whoever holds the verb at any unit or place reaches them.
    """

    units: tuple[Tie, ...] = ()
    places: tuple[Tie, ...] = ()
    persons: tuple[Tie, ...] = ()
    compartment: str | None = None
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """The footing of one object, read out: paths, person keys, and its compartment ("" when open)."""

    units: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    compartment: str = ""
    everywhere: bool = False
