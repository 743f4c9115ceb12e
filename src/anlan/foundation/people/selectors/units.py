"""The tree of units, its seats and who holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.permission import allowed, visible
from anlan.foundation.people.rulebook import Role, in_language, rulebook


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the drawn tree."""

    unit: Unit
    depth: int
    kind: str
    seats: int


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A position with those who hold it now."""

    position: Position
    role: Role | None
    holders: tuple[Appointment, ...]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody sits in the seat itself."""
        return not any(not held.deputy and not held.secretary for held in self.holders)


def units_for(viewer: Actor) -> QuerySet[Unit]:
    """The units in force that the viewer may see."""
    return visible(Unit.objects.in_force(), viewer, "people.read")


def searched(units: QuerySet[Unit], search: str) -> QuerySet[Unit]:
    """The units that a part of a name, an alias or the beginning of a code finds."""
    wanted = search.strip()
    if not wanted:
        return units
    named = Q(name__icontains=wanted) | Q(short_name__icontains=wanted) | Q(name_en__icontains=wanted)
    return units.filter(named | Q(code__istartswith=wanted) | Q(aliases__contains=[wanted]))


def unit_for(viewer: Actor, code: str) -> Unit:
    """One unit by its code, closed ones too."""
    unit = visible(Unit.objects.select_related("parent"), viewer, "people.read").filter(code=code).first()
    if unit is None:
        raise NotVisible
    return unit


def editable_unit(viewer: Actor, code: str) -> Unit:
    """One unit that the viewer may change; another looks missing."""
    unit = unit_for(viewer, code)
    if not allowed(viewer, "people.edit", unit):
        raise NotVisible
    return unit


def edits_everything(viewer: Actor) -> bool:
    """Whether the viewer changes units anywhere, so also where there is none yet."""
    return any(grant.unit == "" for grant in viewer.grants_of("people.edit"))


def unit_tree(viewer: Actor, *, search: str = "") -> list[UnitLine]:
    """The tree in order, or the units that a search finds; two queries."""
    rows = list(searched(units_for(viewer), search))
    counts: dict[UUID, int] = defaultdict(int)
    for unit_id in Position.objects.in_force().filter(unit__in=rows).values_list("unit_id", flat=True):
        counts[unit_id] += 1
    kinds = rulebook().units
    walk: Iterable[tuple[Unit, int]] = ((row, 0) for row in rows) if search.strip() else _in_order(rows)
    return [
        UnitLine(unit, depth, str(kinds.get(unit.kind, unit.kind)), counts[unit.pk]) for unit, depth in walk
    ]


def units_to_edit(viewer: Actor) -> list[UnitLine]:
    """The units in force that the viewer may change, in the tree's order; one query."""
    rows = list(visible(Unit.objects.in_force(), viewer, "people.edit"))
    return [UnitLine(unit, depth, unit.kind, 0) for unit, depth in _in_order(rows)]


def seats_of(viewer: Actor, unit: Unit) -> list[SeatLine]:
    """The unit's positions in force and who holds each now; two queries."""
    holding = Appointment.objects.in_force().select_related("person")
    positions = (
        visible(Position.objects.in_force(), viewer, "people.read")
        .filter(unit=unit)
        .prefetch_related(Prefetch("appointments", queryset=holding, to_attr="now_held"))
    )
    roles = rulebook().roles
    return [
        SeatLine(position, roles.get(position.role), tuple(getattr(position, "now_held", ())))
        for position in positions
    ]


def names_above(unit: Unit) -> list[Unit]:
    """The units from the root down to this one; one query."""
    steps = unit.path.rstrip("/").split("/")
    paths = ["/".join(steps[: index + 1]) + "/" for index in range(len(steps))]
    return list(Unit.objects.filter(path__in=paths).order_by("path"))


def unit_by_name(text: str) -> Unit | None:
    """The one unit in force of that name (also short, alias, English) or code; None when none or several."""
    wanted = text.strip()
    if not wanted:
        return None
    named = Q(name=wanted) | Q(short_name=wanted) | Q(code=wanted) | Q(name_en__iexact=wanted)
    found = list(Unit.objects.in_force().filter(named | Q(aliases__contains=[wanted]))[:2])
    return found[0] if len(found) == 1 else None


def gazetteer() -> list[tuple[str, UUID]]:
    """Every name, short name, alias and English name of the units in force, longest first."""
    found: set[tuple[str, UUID]] = set()
    rows = Unit.objects.in_force().values_list("pk", "name", "short_name", "name_en", "aliases")
    for pk, name, short_name, name_en, aliases in rows:
        found |= {(text, pk) for text in (name, short_name, name_en, *aliases) if text}
    return sorted(found, key=lambda entry: (-len(entry[0]), entry[0], str(entry[1])))


def unit_name(unit: Unit) -> str:
    """The unit's name in the reader's language."""
    return in_language(unit.name, unit.name_en)


def _in_order(rows: list[Unit]) -> Iterator[tuple[Unit, int]]:
    """Depth first, siblings by order; a unit whose parent is hidden stands at the top."""
    shown = {row.pk for row in rows}
    below: dict[UUID | None, list[Unit]] = defaultdict(list)
    for row in rows:
        below[row.parent_id if row.parent_id in shown else None].append(row)
    waiting = [(row, 0) for row in reversed(below[None])]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting.extend((child, depth + 1) for child in reversed(below[row.pk]))
