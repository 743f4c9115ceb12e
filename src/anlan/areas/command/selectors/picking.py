"""What the pages offer to choose from: units, groups, positions that verify, meetings, papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from anlan.areas.command.models import Meeting, UpstreamPaper
from anlan.areas.command.selectors.rulebook import unit_groups
from anlan.areas.command.selectors.sight import meetings_seen, papers_seen
from anlan.areas.command.selectors.units import campuses
from anlan.areas.command.states import MeetingState, UpstreamState
from anlan.core.access import Actor
from anlan.foundation.indicators.public import definitions
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import (
    in_language,
    sort_key,
    unit_name,
    units_for,
    visible,
)

VERIFYING_KINDS = (
    "headquarters",
    "hq_office",
    "inspection_group",
    "assessment_group",
    "audit",
    "office",
    "security",
    "hospital",
)
NOT_VERIFYING_ROLES = ("hq_clerk", "unit_clerk", "guard", "doctor", "dpo")
MOST = 60


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to choose; ``words`` are what a search may find it by."""

    value: str
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picks:
    """Everything a draft's form offers."""

    groups: tuple[Pick, ...]
    units: tuple[Pick, ...]
    verifiers: tuple[Pick, ...]
    campuses: tuple[Pick, ...]
    measures: tuple[Pick, ...] = ()

    def label_of(self, value: str) -> str:
        """The name of a chosen key, whatever it stands for; the key itself when unknown."""
        for pick in (*self.units, *self.verifiers, *self.campuses, *self.measures, *self.groups):
            if pick.value == value:
                return pick.label
        return value


def picks(viewer: Actor) -> Picks:
    """Groups, units, verifying positions and campuses; three queries."""
    return Picks(
        groups=tuple(Pick(code, group.shown) for code, group in unit_groups().items()),
        units=unit_picks(viewer),
        verifiers=_verifiers(viewer),
        campuses=tuple(Pick(str(chip.id), chip.name) for chip in campuses()),
        measures=measure_picks(),
    )


def measure_picks() -> tuple[Pick, ...]:
    """The measurements of the catalogue that a requirement can be bound to."""
    return tuple(
        Pick(one.code, one.name, " ".join((one.zh, one.en.lower(), one.code, *one.words)))
        for one in definitions().by_code.values()
        if not one.recheck
    )


def unit_picks(viewer: Actor) -> tuple[Pick, ...]:
    """Units in force that can be addressed, in the order of the tree."""
    rows = units_for(viewer).exclude(kind="university").order_by("order", "path")
    return tuple(Pick(str(unit.pk), unit_name(unit), _words(unit)) for unit in rows)


def seats_in(viewer: Actor, unit_ids: Iterable[UUID]) -> dict[UUID, tuple[Pick, ...]]:
    """The positions in force of some units, by unit: who may sit in for the one called."""
    rows = visible(Position.objects.in_force(), viewer, "people.read").filter(unit__in=set(unit_ids))
    found: dict[UUID, tuple[Pick, ...]] = {}
    for seat in rows.select_related("unit").order_by("unit__path", "order"):
        found[seat.unit_id] = (*found.get(seat.unit_id, ()), _seat(seat))
    return found


def head_picks(viewer: Actor) -> tuple[Pick, ...]:
    """One seat a unit, the first: whom a meeting calls."""
    rows = visible(Position.objects.in_force(), viewer, "people.read").select_related("unit")
    first: dict[UUID, Position] = {}
    for seat in rows.order_by("unit__order", "unit__path", "order"):
        first.setdefault(seat.unit_id, seat)
    return tuple(_seat(seat) for seat in first.values())


def meeting_picks(viewer: Actor) -> tuple[Meeting, ...]:
    """Meetings that minutes may belong to, the newest first."""
    return tuple(meetings_seen(viewer).exclude(state=MeetingState.CLOSED)[:MOST])


def paper_picks(viewer: Actor) -> tuple[UpstreamPaper, ...]:
    """Papers from above that have no text yet."""
    rows = papers_seen(viewer).filter(source=None)
    return tuple(rows.exclude(state__in=(UpstreamState.REPLIED, UpstreamState.FILED))[:MOST])


def series_seen(viewer: Actor) -> tuple[str, ...]:
    """The series of meetings known, the newest first."""
    rows: Iterable[str] = meetings_seen(viewer).values_list("series", flat=True)[:MOST]
    return tuple(dict.fromkeys(rows))


def _verifiers(viewer: Actor) -> tuple[Pick, ...]:
    """Seats of units that check others; of several alike the first."""
    rows = visible(Position.objects.in_force(), viewer, "people.read").filter(unit__kind__in=VERIFYING_KINDS)
    rows = rows.exclude(role__in=NOT_VERIFYING_ROLES).select_related("unit")
    found: dict[tuple[UUID, str], Pick] = {}
    for seat in rows.order_by("unit__order", "unit__path", "order"):
        found.setdefault((seat.unit_id, seat.title), _seat(seat))
    return tuple(found.values())


def _seat(seat: Position) -> Pick:
    title = in_language(seat.title, seat.title_en)
    return Pick(str(seat.pk), f"{unit_name(seat.unit)} {title}", _words(seat.unit))


def _words(unit: Unit) -> str:
    """Names, pinyin and its initials, for the search of a picker."""
    spelled = sort_key(unit.name)
    initials = "".join(syllable[:1] for syllable in spelled.split())
    known = (unit.name, unit.short_name, unit.name_en, *unit.aliases, spelled.replace(" ", ""), initials)
    return " ".join(word.lower() for word in dict.fromkeys(known) if word)
