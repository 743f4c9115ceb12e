"""How the ledger's payloads name people, units and positions: a name for readers, a code for certainty."""

from __future__ import annotations

from anlan.foundation.people.models import Person, Position, Unit


def told(person: Person) -> str:
    """A person by name and number."""
    return f"{person.name} {person.number}"


def told_unit(unit: Unit) -> str:
    """A unit by name and code."""
    return f"{unit.name} {unit.code}"


def told_position(position: Position) -> str:
    """A position by unit, title and code."""
    return f"{position.unit.name} {position.title} {position.code}"
