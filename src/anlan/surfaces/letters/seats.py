"""Which seats a letter goes to where an event names a unit only."""

from __future__ import annotations

from uuid import UUID

from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import rulebook


def seats_with(verb: str, *, unit_id: UUID) -> list[UUID]:
    """The seats of a unit that hold a verb; of the nearest unit above where it has none."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    chain = [code for code in path.split("/") if code]
    roles = [code for code, role in rulebook().roles.items() if verb in role.verbs()]
    rows = Position.objects.in_force().filter(unit__code__in=chain, role__in=roles).order_by("order", "code")
    found: dict[str, list[UUID]] = {}
    for code, key in rows.values_list("unit__code", "pk"):
        found.setdefault(code, []).append(key)
    return next((found[code] for code in reversed(chain) if code in found), [])


def seats_of_roles(*roles: str) -> list[UUID]:
    """Every seat of some roles in the house."""
    rows = Position.objects.in_force().filter(role__in=roles).order_by("order", "code")
    return list(rows.values_list("pk", flat=True))


def seats_beside(position_id: UUID) -> list[UUID]:
    """A seat and the others of the same role in its unit."""
    seat = Position.objects.filter(pk=position_id).values("unit_id", "role").first()
    if seat is None:
        return []
    rows = Position.objects.in_force().filter(**seat).order_by("order", "code")
    return list(rows.values_list("pk", flat=True))
