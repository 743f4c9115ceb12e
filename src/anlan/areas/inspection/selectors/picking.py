"""What the pages offer to choose from: inspectors, units, seats, places, checklists."""

from __future__ import annotations

from anlan.areas.command.selectors.picking import Pick, unit_picks
from anlan.areas.inspection.selectors.place import current_checklists
from anlan.core.access import Actor
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.public import kind_label, places_for
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.public import in_language, sort_key, unit_name

__all__ = [
    "Pick",
    "checklist_picks",
    "inspector_picks",
    "place_pick",
    "place_picks",
    "seat_picks",
    "unit_picks",
]

MOST_PLACES = 600
INSPECTED_KINDS = frozenset(
    [
        "canteen",
        "pickup",
        "hold_area",
        "store",
        "gate",
        "lane",
        "fence",
        "lab",
        "dormitory",
        "drain",
        "pump",
        "basement",
        "power",
        "building",
        "zone",
        "clinic",
        "isolation",
        "stop",
        "point",
        "campus",
    ]
)


def seat_picks(unit: Unit) -> list[Pick]:
    """The seats of a unit that could put something right."""
    rows = Position.objects.in_force().filter(unit__path__startswith=unit.path).select_related("unit")
    return [
        Pick(str(seat.pk), f"{unit_name(seat.unit)} {in_language(seat.title, seat.title_en)}")
        for seat in rows.order_by("unit__path", "order")[:60]
    ]


def inspector_picks() -> list[Pick]:
    """Seats that inspect and are held now, with who holds them."""
    rows = Appointment.objects.in_force().filter(position__role="inspector", secretary=False)
    found: dict[str, list[str]] = {}
    for held in rows.select_related("position__unit", "person").order_by("position__order", "deputy"):
        title = f"{unit_name(held.position.unit)} {in_language(held.position.title, held.position.title_en)}"
        found.setdefault(str(held.position_id), [title]).append(held.person.name)
    return [Pick(key, f"{title} · {'、'.join(names)}") for key, (title, *names) in found.items()]


def place_picks(viewer: Actor) -> list[Pick]:
    """Places that are inspected, in the order of the tree."""
    rows = places_for(viewer).filter(kind__in=INSPECTED_KINDS).order_by("path")[:MOST_PLACES]
    return [place_pick(place) for place in rows]


def place_pick(place: Place) -> Pick:
    """One place as a choice."""
    label = f"{place.label} · {kind_label(place.kind)}"
    return Pick(str(place.pk), label, _words(place.name, place.name_en, place.code))


def checklist_picks() -> list[Pick]:
    """Checklists in use."""
    return [Pick(str(one.pk), one.label) for one in current_checklists()]


def _words(*names: str) -> str:
    spelled = sort_key(names[0])
    initials = "".join(part[:1] for part in spelled.split())
    return " ".join(word.lower() for word in (*names, spelled.replace(" ", ""), initials) if word)
