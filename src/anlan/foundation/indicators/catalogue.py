"""The catalogue as a viewer may see it: each measurement with its last value and state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Max, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.public import Place
from anlan.foundation.indicators.definitions import Definition, definitions
from anlan.foundation.indicators.models import Indicator
from anlan.foundation.indicators.readings import Reading, Wanted, latest_of, standing
from anlan.foundation.indicators.rules.pairing import Trust, trust
from anlan.foundation.indicators.rules.standing import State
from anlan.foundation.indicators.scopes import WHOLE, Scope, ScopeKind, campus, unit
from anlan.foundation.indicators.sources import source
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import require_held, visible

READ = "indicators.read"


class Sort(StrEnum):
    """The two sorts of measurement: what is steered by, and the random re-checks that test it."""

    KPI = "kpi"
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the catalogue; all of it stands in the address."""

    q: str = ""
    state: str = ""
    serves: int = 0
    sort: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Read from an address; what makes no sense counts as not said."""
        point = query.get("serves", "")
        state, sort = query.get("state", ""), query.get("sort", "")
        return cls(
            q=query.get("q", "").strip()[:80],
            state=state if state in set(State) else "",
            serves=int(point) if point.isascii() and point.isdigit() and len(point) < 3 else 0,
            sort=sort if sort in set(Sort) else "",
        )

    def keeps(self, line: Line) -> bool:
        """Whether a line stays, whatever its state."""
        one = line.definition
        told = " ".join((one.code, one.zh, one.en, one.about_zh, one.about_en, *one.words)).casefold()
        return (
            (not self.q or self.q.casefold() in told)
            and (not self.serves or self.serves in one.serves)
            and (not self.sort or one.recheck == (self.sort == Sort.RECHECK))
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement of the catalogue with its newest value of the whole house."""

    definition: Definition
    reading: Reading | None
    state: State
    pair: Definition | None
    pair_reading: Reading | None
    trust: Trust
    has_source: bool
    failed_at: datetime | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One campus or unit with its newest value."""

    scope: Scope
    name: str
    reading: Reading | None
    state: State


def computed_at() -> datetime | None:
    """When anything was computed last."""
    found: datetime | None = Indicator.objects.aggregate(last=Max("computed_at"))["last"]
    return found


def catalogue(viewer: Actor) -> list[Definition]:
    """Every definition, in the order of the rule book. Raises NotVisible."""
    require_held(viewer, READ)
    return list(definitions().by_code.values())


def definition_for(viewer: Actor, code: str) -> Definition:
    """One definition. Raises NotVisible."""
    require_held(viewer, READ)
    found = definitions().by_code.get(code)
    if found is None:
        raise NotVisible
    return found


def lines(viewer: Actor, *, at: datetime) -> list[Line]:
    """The catalogue with the newest values of the whole house: two queries, however many there are."""
    known = catalogue(viewer)
    readings = latest_of(((one.code, WHOLE) for one in known), at)
    rows = {row.code: row for row in Indicator.objects.all()}
    return [_line(one, readings, rows.get(one.code), at=at) for one in known]


def line_for(viewer: Actor, code: str, *, at: datetime) -> Line:
    """One measurement with its newest value of the whole house."""
    one = definition_for(viewer, code)
    readings = latest_of(((code, WHOLE), (one.pair, WHOLE)), at)
    return _line(one, readings, Indicator.objects.filter(code=code).first(), at=at)


def tested_by(viewer: Actor, code: str, *, at: datetime) -> list[Line]:
    """The measurements that a random re-check tests, with their newest values: two queries."""
    known = [one for one in catalogue(viewer) if one.pair == code]
    readings = (
        latest_of(((one, WHOLE) for one in (code, *(each.code for each in known))), at) if known else {}
    )
    return [_line(one, readings, None, at=at) for one in known]


def units_seen(viewer: Actor) -> QuerySet[Unit]:
    """The units right below the university whose figures the viewer may see."""
    top = Unit.objects.in_force().filter(parent__isnull=False, parent__parent=None)
    return visible(top, viewer, "indicators.units").order_by("order", "code")


def unit_scopes(viewer: Actor) -> dict[Scope, str]:
    """The same as scopes with names."""
    return {unit(one.pk): str(one.name) for one in units_seen(viewer)}


def campus_scopes() -> dict[Scope, str]:
    """The campuses with names."""
    roots = Place.objects.in_force().filter(parent=None, kind="campus").order_by("order", "code")
    return {campus(one.pk): one.label for one in roots}


def scope_lines(one: Definition, scopes: Mapping[Scope, str], *, at: datetime) -> list[ScopeLine]:
    """One measurement in many scopes: one query."""
    readings = latest_of(((one.code, scope) for scope in scopes), at)
    return [
        ScopeLine(scope, name, found, standing(found, one, at))
        for scope, name in scopes.items()
        for found in (readings.get((one.code, scope)),)
    ]


def scope_of(viewer: Actor, kind: str, key: UUID) -> tuple[Scope, str]:
    """A campus, or a unit that the viewer may see, with its name. Raises NotVisible."""
    scopes = {ScopeKind.CAMPUS: campus_scopes(), ScopeKind.UNIT: unit_scopes(viewer)}.get(ScopeKind(kind), {})
    found = next((pair for pair in scopes.items() if pair[0].id == key), None)
    if found is None:
        raise NotVisible
    return found


def _line(
    one: Definition, readings: Mapping[Wanted, Reading], row: Indicator | None, *, at: datetime
) -> Line:
    reading, pair = readings.get((one.code, WHOLE)), definitions().by_code.get(one.pair)
    checked = readings.get((one.pair, WHOLE))
    return Line(
        definition=one,
        reading=reading,
        state=standing(reading, one, at),
        pair=pair,
        pair_reading=checked,
        trust=_trust(checked, pair, at=at),
        has_source=source(one.source) is not None,
        failed_at=row.failed_at if row else None,
        failure=row.failure if row else "",
    )


def _trust(checked: Reading | None, pair: Definition | None, *, at: datetime) -> Trust:
    """What the re-check says of the records; an old one says nothing."""
    if checked is None or pair is None or standing(checked, pair, at) is State.TOO_OLD:
        return Trust.UNKNOWN
    target = None if pair.target is None else float(pair.target)
    return trust(checked.numerator, checked.denominator, target=target, fewest=pair.fewest)
