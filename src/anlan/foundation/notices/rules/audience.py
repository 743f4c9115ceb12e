"""To whom a notice goes, as data: a crowd by unit, standing and place, and positions and persons besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from anlan.core.kernel.errors import BadInput

MOST = 2000


@dataclass(frozen=True, slots=True)
class AudienceSpec:
    """A crowd is everybody below the units who has one of the standings and lives or works at one of the
    places; an empty part does not narrow it, and no part at all is no crowd. Holders of the positions and
    the persons come on top."""

    units: tuple[UUID, ...] = ()
    standings: tuple[str, ...] = ()
    places: tuple[UUID, ...] = ()
    positions: tuple[UUID, ...] = ()
    persons: tuple[UUID, ...] = ()

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> AudienceSpec:
        """A spec from JSON. Raises BadInput for what it does not know."""
        unknown = set(given) - {field.name for field in fields(cls)}
        if unknown:
            raise BadInput("notices.audience_unreadable", part=min(unknown))
        return cls(**{name: _part(name, rows) for name, rows in given.items()})

    def written(self) -> dict[str, list[str]]:
        """The spec as JSON, without empty parts."""
        rows = {field.name: [str(one) for one in getattr(self, field.name)] for field in fields(self)}
        return {name: part for name, part in rows.items() if part}

    @property
    def has_crowd(self) -> bool:
        """Whether units, standings or places name a crowd."""
        return bool(self.units or self.standings or self.places)

    @property
    def is_empty(self) -> bool:
        """Whether it names nobody."""
        return not (self.has_crowd or self.positions or self.persons)


def _part(name: str, rows: Any) -> tuple[Any, ...]:
    if not isinstance(rows, list | tuple) or len(rows) > MOST:
        raise BadInput("notices.audience_unreadable", part=name)
    if name == "standings":
        return tuple(dict.fromkeys(str(row) for row in rows))
    try:
        return tuple(dict.fromkeys(UUID(str(row)) for row in rows))
    except ValueError:
        raise BadInput("notices.audience_unreadable", part=name) from None
