"""Rows of the sheets that people load, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit; ``parent`` is a code, "" for the root."""

    code: str
    name: str
    kind: str
    parent: str = ""
    name_en: str = ""
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person; ``other_numbers`` are numbers of the same person in other lists."""

    number: str
    name: str
    phone: str = ""
    other_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A standing of a person at a unit."""

    person: UUID
    kind: str
    unit: UUID
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    place_path: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A class, course or laboratory group."""

    code: str
    name: str
    kind: str
    unit: UUID
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A person in a group."""

    group: UUID
    person: UUID
    part: str = "member"


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A seat at a unit."""

    code: str
    unit: UUID
    title: str
    role: str
    title_en: str = ""
    place_path: str = ""
    phone: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A person in a seat."""

    person: UUID
    position: UUID
    deputy: bool = False
    secretary: bool = False
    valid_from: datetime | None = None
