"""Lists to choose from in the forms of people."""

from __future__ import annotations

from collections.abc import Iterable

from anlan.core.access import Actor
from anlan.foundation.people.models import Unit
from anlan.foundation.people.rulebook import in_language, rulebook
from anlan.foundation.people.selectors.units import UnitLine
from anlan.foundation.people.services.positions import fills

STEP = "\u3000"  # a full-width blank, kept by browsers in lists


def unit_choices(lines: Iterable[UnitLine]) -> list[tuple[str, str]]:
    """Units by code, each level a step further in."""
    return [
        (line.unit.code, f"{STEP * line.depth}{in_language(line.unit.name, line.unit.name_en)}")
        for line in lines
    ]


def role_choices(viewer: Actor, unit: Unit) -> list[tuple[str, str]]:
    """The roles whose seats the viewer fills at the unit, with what each may do."""
    roles = rulebook().roles.values()
    return [(role.code, f"{role} — {role.told()}") for role in roles if fills(viewer, role=role, unit=unit)]
