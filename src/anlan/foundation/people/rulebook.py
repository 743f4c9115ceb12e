"""Roles, seats and standings as data: what ``rulebooks/positions.json`` and ``standings.json`` say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from anlan.core.access import VERBS, Verb


class Reach(StrEnum):
    """How far a role's verbs go: everything, the position's unit, its place, or what concerns the holder."""

    ALL = "all"
    UNIT = "unit"
    PLACE = "place"
    OWN = "own"


class AppointedBy(StrEnum):
    """Whose editors fill a seat of the role: the house's, a higher unit's, the unit's own, or nobody's."""

    HOUSE = "house"
    ABOVE = "above"
    UNIT = "unit"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a code and a name in both languages."""

    code: str
    label: str
    label_en: str

    def __str__(self) -> str:
        return in_language(self.label, self.label_en)


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """Verbs that a role holds at one reach; ``compartments`` are those it opens."""

    verbs: tuple[str, ...]
    reach: Reach
    compartments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Role(Named):
    """What a position may do."""

    about: str
    about_en: str
    appointed_by: AppointedBy
    grants: tuple[RoleGrant, ...]

    def verbs(self) -> frozenset[str]:
        """Every verb of the role, at whatever reach."""
        return frozenset(verb for grant in self.grants for verb in grant.verbs)

    def enacts(self) -> bool:
        """Whether the role holds an act that binds others, which asks for a second factor."""
        return any(known.enacts for known in self._known())

    def enacts_daily(self) -> bool:
        """Whether it holds one whose factor is given at sign-in, not only at the act."""
        return any(known.enacts and not known.at_act for known in self._known())

    def _known(self) -> Iterator[Verb]:
        return (known for verb in self.verbs() if (known := VERBS.get(verb)) is not None)

    def told(self) -> str:
        """One sentence about the role in the reader's language."""
        return in_language(self.about, self.about_en)


@dataclass(frozen=True, slots=True)
class Seat:
    """A position that a unit of some kind usually has."""

    role: str
    suffix: str
    title: str
    title_en: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class UnitKind(Named):
    """A kind of unit and its seats."""

    seats: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingKind(Named):
    """A kind of standing; ``role`` gives what everybody of the kind may do, "" nothing."""

    role: str = ""
    student: bool = False


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the two files say, by code."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    units: Mapping[str, UnitKind] = field(default_factory=dict)
    standings: Mapping[str, StandingKind] = field(default_factory=dict)
    groups: Mapping[str, Named] = field(default_factory=dict)


def in_language(zh: str, en: str) -> str:
    """The text of the reader's language; Chinese when there is no English."""
    return en if en and (get_language() or "").startswith("en") else zh


@lru_cache(maxsize=4)
def _read(positions: Path, standings: Path) -> Rulebook:
    seats = json.loads(positions.read_text(encoding="utf-8"))
    kinds = json.loads(standings.read_text(encoding="utf-8"))
    book = Rulebook(
        roles={code: _role(code, row) for code, row in seats["roles"].items()},
        units={code: _unit_kind(code, row) for code, row in seats["units"].items()},
        standings={code: StandingKind(code=code, **row) for code, row in kinds["kinds"].items()},
        groups={code: Named(code=code, **row) for code, row in kinds["groups"].items()},
    )
    _refuse_faults(book)
    return book


def rulebook() -> Rulebook:
    """The rulebook of this site, read once a process."""
    return _read(settings.RULEBOOKS / "positions.json", settings.RULEBOOKS / "standings.json")


def _role(code: str, row: Mapping[str, Any]) -> Role:
    grants = tuple(
        RoleGrant(
            verbs=tuple(grant["verbs"].split()),
            reach=Reach(grant["reach"]),
            compartments=frozenset(grant.get("compartments", ())),
        )
        for grant in row["grants"]
    )
    words = {name: row[name] for name in ("label", "label_en", "about", "about_en")}
    return Role(code=code, appointed_by=AppointedBy(row["appointed_by"]), grants=grants, **words)


def _unit_kind(code: str, row: Mapping[str, Any]) -> UnitKind:
    seats = tuple(Seat(**seat) for seat in row["positions"])
    return UnitKind(code=code, label=row["label"], label_en=row["label_en"], seats=seats)


def _refuse_faults(book: Rulebook) -> None:
    """Raise ValueError for a seat or standing whose role does not exist or may not be given that way."""
    for kind in book.units.values():
        for seat in kind.seats:
            if book.roles[seat.role].appointed_by is AppointedBy.STANDING:
                raise ValueError(f"{kind.code}: nobody is appointed as {seat.role}")
    for standing in book.standings.values():
        if standing.role and book.roles[standing.role].appointed_by is not AppointedBy.STANDING:
            raise ValueError(f"{standing.code}: {standing.role} needs an appointment")
