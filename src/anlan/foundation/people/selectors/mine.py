"""What a person without a desk looks for first: where they belong and whom to turn to."""

from __future__ import annotations

from dataclasses import dataclass

from anlan.core.access import Actor
from anlan.foundation.people.actors import standings_of
from anlan.foundation.people.models import Membership, Standing, Unit
from anlan.foundation.people.selectors.units import SeatLine, seats_of


@dataclass(frozen=True, slots=True)
class Door:
    """A unit one belongs to, with its seats and who holds them."""

    unit: Unit
    seats: tuple[SeatLine, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """One's standings and groups in force, and the seats of the unit one acts for or belongs to."""

    standings: tuple[Standing, ...] = ()
    groups: tuple[Membership, ...] = ()
    doors: tuple[Door, ...] = ()


def mine(viewer: Actor) -> Mine:
    """The viewer's own; nothing for somebody without a person."""
    if viewer.person_id is None:
        return Mine()
    standings = standings_of(viewer.person_id)
    works_in = Unit.objects.filter(path=viewer.unit_path) if viewer.position_id else ()
    units = {unit.pk: unit for unit in works_in} or {row.unit_id: row.unit for row in standings}
    doors = [Door(unit, tuple(seats_of(viewer, unit))) for unit in units.values()]
    groups = Membership.objects.in_force().filter(person_id=viewer.person_id).select_related("group")
    return Mine(tuple(standings), tuple(groups), tuple(door for door in doors if door.seats))
