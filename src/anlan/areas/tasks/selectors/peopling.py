"""Tasks with the seats, units and requirements that they name, loaded without a join."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from anlan.areas.command.models import Directive
from anlan.areas.tasks.models import Task
from anlan.foundation.people.models import Position, Unit

SEATS = ("owner_position", "verifier_position", "issuer_position")
UNITS = ("owner_unit", "verifier_unit", "issuer_unit")


def peopled(rows: Iterable[Task]) -> list[Task]:
    """The tasks in their order; three queries beside their own, however many they are."""
    tasks = list(rows)
    seats = _seats({getattr(task, f"{name}_id") for task in tasks for name in SEATS})
    units = _units({getattr(task, f"{name}_id") for task in tasks for name in UNITS}, seats)
    directives = _directives({task.directive_id for task in tasks if task.directive_id})
    for task in tasks:
        for name in SEATS:
            setattr(task, name, seats[getattr(task, f"{name}_id")])
        for name in UNITS:
            setattr(task, name, units[getattr(task, f"{name}_id")])
        if task.directive_id is not None:
            task.directive = directives[task.directive_id]
    return tasks


def _seats(keys: set[UUID]) -> dict[UUID, Position]:
    return Position.objects.select_related("unit").in_bulk(keys) if keys else {}


def _units(keys: set[UUID], seats: dict[UUID, Position]) -> dict[UUID, Unit]:
    """Mostly the units of the seats; those that a seat has left meanwhile are read."""
    known = {seat.unit_id: seat.unit for seat in seats.values()}
    return known | (Unit.objects.in_bulk(keys - known.keys()) if keys - known.keys() else {})


def _directives(keys: set[UUID]) -> dict[UUID, Directive]:
    return Directive.objects.defer("search_words").in_bulk(keys) if keys else {}
