"""Positions and units that the forms offer."""

from __future__ import annotations

from anlan.areas.command.selectors.picking import Pick, unit_picks
from anlan.core.access import Actor
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import in_language, sort_key, unit_name, visible

NOT_WORKING_ROLES = ("dpo", "auditor")
MOST = 1500


def seat_picks(viewer: Actor, *, verifying: bool = False) -> tuple[Pick, ...]:
    """Positions in force that can do a task, or verify one."""
    rows = visible(Position.objects.in_force(), viewer, "people.read").select_related("unit")
    rows = rows.exclude(role__in=NOT_WORKING_ROLES)
    if verifying:
        rows = rows.exclude(role__in=("unit_clerk", "hq_clerk", "guard", "doctor", "counsellor"))
    ordered = rows.order_by("unit__order", "unit__path", "order")
    return tuple(Pick(str(seat.pk), _label(seat), _words(seat)) for seat in ordered[:MOST])


def helper_picks(viewer: Actor) -> tuple[Pick, ...]:
    """Units that may help."""
    return unit_picks(viewer)


def _label(seat: Position) -> str:
    return f"{unit_name(seat.unit)} {in_language(seat.title, seat.title_en)}"


def _words(seat: Position) -> str:
    """Names, pinyin and initials, for the search of a picker."""
    unit = seat.unit
    spelled = sort_key(unit.name)
    initials = "".join(syllable[:1] for syllable in spelled.split())
    known = (unit.name, unit.short_name, unit.name_en, seat.title, spelled.replace(" ", ""), initials)
    return " ".join(word.lower() for word in dict.fromkeys(known) if word)
