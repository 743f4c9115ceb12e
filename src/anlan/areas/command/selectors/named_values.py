"""Names of everything that the values of drafts mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from anlan.areas.command.selectors.units import (
    Chip,
    chips_for,
    group_label,
    place_chips,
    position_chips,
    unit_chips,
)


@dataclass(frozen=True, slots=True)
class NamedValues:
    """Names of every unit, place and position that some values mention; three queries."""

    units: Mapping[UUID, Chip]
    places: Mapping[UUID, Chip]
    positions: Mapping[UUID, Chip]

    @classmethod
    def of(cls, values: Sequence[Mapping[str, Any]]) -> Self:
        units = [key for one in values for key in (one["lead_unit"], *one["helpers"]) if key]
        places = [key for one in values for key in one["places"]]
        positions = [one["verifier"] for one in values if one["verifier"]]
        return cls(
            units=unit_chips(UUID(key) for key in units),
            places=place_chips(UUID(key) for key in places),
            positions=position_chips(UUID(key) for key in positions),
        )

    def unit(self, key: str | None) -> Chip | None:
        return self.units.get(UUID(key)) if key else None

    def lead_label(self, values: Mapping[str, Any]) -> str:
        chip = self.unit(values["lead_unit"])
        return chip.name if chip else group_label(values["lead_group"]) if values["lead_group"] else ""

    def helpers(self, values: Mapping[str, Any]) -> tuple[Chip, ...]:
        return chips_for((UUID(key) for key in values["helpers"]), known=self.units)

    def helper_label(self, values: Mapping[str, Any]) -> str:
        """Helpers in words: groups first, then single units."""
        groups = [group_label(code) for code in values["helper_groups"]]
        return "、".join([*groups, *(chip.name for chip in self.helpers(values))])

    def place_row(self, values: Mapping[str, Any]) -> tuple[Chip, ...]:
        return chips_for((UUID(key) for key in values["places"]), known=self.places)

    def position(self, values: Mapping[str, Any]) -> Chip | None:
        return self.positions.get(UUID(values["verifier"])) if values["verifier"] else None
