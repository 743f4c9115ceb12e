"""Names of units and positions for the lines of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import title_of, unit_name


def units(keys: Collection[UUID]) -> dict[UUID, str]:
    """Units by key."""
    return {unit.pk: unit_name(unit) for unit in Unit.objects.filter(pk__in=keys)}


def positions(keys: Collection[UUID]) -> dict[UUID, str]:
    """Positions by key, with their unit."""
    found = Position.objects.filter(pk__in=keys).select_related("unit")
    return {position.pk: title_of(position) for position in found}


NAMERS = (units, positions)
