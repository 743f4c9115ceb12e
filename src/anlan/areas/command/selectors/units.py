"""Units by the names a text uses, and the units of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from anlan.areas.command.selectors.rulebook import group_named, unit_groups
from anlan.core.kernel.errors import BadInput
from anlan.foundation.campus.models import Place
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import unit_by_name


@dataclass(frozen=True, slots=True)
class Chip:
    """Something with a name, to be shown and chosen."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a name in a text stands for: a unit, a group of units, or neither."""

    printed: str
    unit_id: UUID | None = None
    group: str = ""


def named(printed: str) -> Named:
    """Whom a text means; never a guess."""
    group = group_named(printed)
    if group is not None:
        return Named(printed, group=group.code)
    unit = unit_by_name(printed)
    return Named(printed, unit_id=unit.pk if unit else None)


def units_of_group(code: str) -> list[Unit]:
    """Every unit in force of the group's kinds. Raises BadInput for an unknown group."""
    group = unit_groups().get(code)
    if group is None:
        raise BadInput("command.unknown_group", group=code)
    return list(Unit.objects.in_force().filter(kind__in=group.kinds).order_by("order", "code"))


def unit_chips(ids: Iterable[UUID]) -> dict[UUID, Chip]:
    """Units by key, named in the reader's language."""
    rows = Unit.objects.filter(pk__in=set(ids)).values_list("pk", "name", "short_name", "name_en")
    return {key: Chip(key, _shown(short or name, english)) for key, name, short, english in rows}


def place_chips(ids: Iterable[UUID]) -> dict[UUID, Chip]:
    """Places by key, named in the reader's language."""
    rows = Place.objects.filter(pk__in=set(ids)).values_list("pk", "name", "name_en")
    return {key: Chip(key, _shown(name, english)) for key, name, english in rows}


def position_chips(ids: Iterable[UUID]) -> dict[UUID, Chip]:
    """Positions by key with their unit."""
    rows = Position.objects.filter(pk__in=set(ids)).values_list(
        "pk", "title", "title_en", "unit__name", "unit__name_en"
    )
    return {
        key: Chip(key, f"{_shown(unit, unit_english)} {_shown(title, english)}")
        for key, title, english, unit, unit_english in rows
    }


def campuses() -> list[Chip]:
    """The campuses that a requirement may be limited to."""
    rows = Place.objects.filter(kind="campus").order_by("order", "code").values_list("pk", "name", "name_en")
    return [Chip(key, _shown(name, english)) for key, name, english in rows]


def group_kinds(code: str) -> tuple[str, ...]:
    """The kinds of units in a group; none for one that the rulebook lost."""
    group = unit_groups().get(code)
    return group.kinds if group else ()


def group_label(code: str) -> str:
    """The name of a group of units; the code itself when the rulebook lost it."""
    group = unit_groups().get(code)
    return group.shown if group else code


def chips_for(ids: Iterable[UUID], *, known: Mapping[UUID, Chip]) -> tuple[Chip, ...]:
    """The chips of some keys in their order, those unknown left out."""
    return tuple(known[key] for key in ids if key in known)


def _shown(name: str, english: str) -> str:
    return english if english and (get_language() or "").startswith("en") else name
