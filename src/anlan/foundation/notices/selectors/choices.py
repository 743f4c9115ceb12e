"""What one may choose from when a notice is written."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from anlan.core.access import Actor
from anlan.foundation.campus.models import Place
from anlan.foundation.notices.models import Channel, ChannelKind
from anlan.foundation.notices.selectors.audience import ADDRESS
from anlan.foundation.people.models import Person, Position, Unit
from anlan.foundation.people.permission import visible
from anlan.foundation.people.public import rulebook, title_of, unit_name

Options = list[tuple[str, str]]
PLACES = ("campus", "zone", "building", "dormitory", "canteen")
MOST = 400


def unit_options(viewer: Actor) -> Options:
    """Units that the viewer may address, in the tree's order."""
    rows = visible(Unit.objects.in_force(), viewer, ADDRESS).order_by("path")
    return [(str(row.pk), _indented(row.path, unit_name(row))) for row in rows]


def standing_options() -> Options:
    """Standings of the rulebook."""
    return [(code, str(kind)) for code, kind in rulebook().standings.items()]


def place_options(viewer: Actor) -> Options:
    """Campuses, zones and buildings that the viewer may address."""
    rows = visible(Place.objects.in_force(), viewer, ADDRESS).filter(kind__in=PLACES).order_by("path")
    return [(str(row.pk), _indented(row.path, row.label)) for row in rows[:MOST]]


def position_options(viewer: Actor) -> Options:
    """Positions that the viewer may address, by unit."""
    rows = visible(Position.objects.in_force(), viewer, ADDRESS).select_related("unit")
    return [(str(row.pk), title_of(row)) for row in rows.order_by("unit__path", "order", "code")]


def persons_by_number(viewer: Actor, numbers: Sequence[str]) -> dict[str, UUID]:
    """The persons of some numbers whom the viewer may address; one query."""
    rows = visible(Person.objects.filter(number__in=list(numbers)), viewer, ADDRESS)
    return dict(rows.values_list("number", "pk"))


def channel_options(*, drill: bool) -> Options:
    """Channels outside the house that are switched on; for a drill those that carry drills."""
    rows = Channel.objects.filter(enabled=True, retired_at=None).exclude(kind=ChannelKind.INAPP)
    rows = rows.filter(drills=True) if drill else rows
    return [(str(row.pk), f"{row.name}（{row.get_kind_display()}）") for row in rows]


def _indented(path: str, name: str) -> str:
    return "　" * max(path.count("/") - 1, 0) + name
