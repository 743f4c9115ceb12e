"""What the measured indicators of requirements say, where each requirement applies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from anlan.areas.command.models import Directive, Indicator
from anlan.areas.command.rules.amounts import amount
from anlan.areas.command.rules.status import Contribution, Status
from anlan.core.kernel.ids import array_text
from anlan.foundation.indicators.public import (
    WHOLE,
    Aim,
    Definition,
    Direction,
    Reading,
    Scope,
    ScopeKind,
    State,
    campus,
    definitions,
    latest_of,
    standing,
    state_word,
    target_word,
    value_word,
    worst,
)

SOURCE: Final = "indicators"
STATUSES: Final = {
    State.MET: Status.MET,
    State.AT_RISK: Status.AT_RISK,
    State.NOT_MET: Status.NOT_MET,
}
"""Neither no data nor data too old is met; a measurement without a target judges nothing."""
_MEASURES: Final = """
SELECT directive_id, measure, direction, target FROM command_indicator
WHERE directive_id = ANY(%s::uuid[]) AND measure <> '' ORDER BY "order"
"""
_CAMPUSES: Final = """
SELECT d.directive_id, array_agg(d.place_id ORDER BY p."order", p.id)
FROM command_directive_places d JOIN campus_place p ON p.id = d.place_id
WHERE d.directive_id = ANY(%s::uuid[]) AND p.parent_id IS NULL AND p.kind = 'campus' GROUP BY d.directive_id
"""
Alike = tuple[str, str, str, tuple[UUID, ...]]
"""Measure, direction, target, campuses: requirements bound alike are judged alike."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One bound indicator where its requirement applies; ``reading`` is that of the worst place."""

    indicator: Indicator
    definition: Definition
    aim: Aim
    reading: Reading | None
    state: State
    scope: Scope = WHOLE

    @property
    def status(self) -> Status:
        """What it says about the requirement."""
        return STATUSES.get(self.state, Status.NO_DATA)

    @property
    def blind(self) -> bool:
        """Whether nothing is known, or nothing fresh."""
        return self.status is Status.NO_DATA

    @property
    def word(self) -> str:
        """The state in words."""
        return state_word(self.state)

    @property
    def value(self) -> str:
        """The value in words."""
        return value_word(self.reading.value if self.reading else None, self.definition.unit)

    @property
    def target(self) -> str:
        """The target in words."""
        return target_word(self.aim, self.definition.unit)

    @property
    def reason(self) -> str:
        """What it says in words: the value against the target, or why there is none."""
        if self.state in {State.NO_DATA, State.TOO_OLD}:
            return _("%(name)s：%(word)s") % {"name": self.definition.name, "word": state_word(self.state)}
        return _("%(name)s %(value)s，目标 %(target)s") % {
            "name": self.definition.name,
            "value": self.value,
            "target": self.target or "--",
        }

    @property
    def figure(self) -> float | None:
        """The value to draw."""
        return None if self.reading is None or self.reading.value is None else float(self.reading.value)

    @property
    def goal(self) -> float | None:
        """The target to draw."""
        return None if self.aim.target is None else float(self.aim.target)

    @property
    def top(self) -> float:
        """Where the drawn track ends."""
        if self.definition.unit == "percent":
            return 100.0
        return max(self.figure or 0.0, (self.goal or 0.0) * 1.5, 1.0)


def aim_of(indicator: Indicator, definition: Definition) -> Aim:
    """The target that the requirement was issued with."""
    return _aim(definition, indicator.direction, indicator.target)


def _aim(known: Definition, direction: str, target: str) -> Aim:
    side = Direction(direction) if direction in set(Direction) else known.direction
    return Aim(side, amount(target), known.margin)


def gauges(directive_ids: Collection[UUID], *, at: datetime) -> dict[UUID, tuple[Gauge, ...]]:
    """The bound indicators of many requirements with their newest readings: two queries."""
    rows = Indicator.objects.filter(directive__in=directive_ids).exclude(measure="")
    bound = [
        (row, known, _scopes(known, row.campuses))
        for row in rows.annotate(campuses=ArraySubquery(_campuses())).order_by("order")
        for known in (definitions().by_code.get(row.measure),)
        if known is not None
    ]
    readings = latest_of(((known.code, scope) for _, known, scopes in bound for scope in scopes), at)
    found: defaultdict[UUID, list[Gauge]] = defaultdict(list)
    for row, known, scopes in bound:
        aim = aim_of(row, known)
        found[row.directive_id].append(_judged(row, known, aim, scopes, readings, at=at))
    return {key: tuple(held) for key, held in found.items()}


def contribution(directive_ids: Sequence[UUID], at: datetime) -> Mapping[UUID, list[Contribution]]:
    """Every bound indicator is one voice; a value is its own evidence. What is bound alike is judged once."""
    bound = _bound(directive_ids)
    kinds = {key: _kind_of(key) for key in {key for _, key in bound}}
    wanted = {(kind[0].code, scope) for kind in kinds.values() if kind for scope in kind[2]}
    readings = latest_of(wanted, at)
    voices = {key: _voice(*kind, readings, at=at) for key, kind in kinds.items() if kind}
    found: defaultdict[UUID, list[Contribution]] = defaultdict(list)
    for directive, key in bound:
        if key in voices:
            found[directive].append(voices[key])
    return found


def _bound(directive_ids: Sequence[UUID]) -> list[tuple[UUID, Alike]]:
    """What each requirement is bound to, without a model: two queries however many there are."""
    with connection.cursor() as cursor:
        keys = [array_text(directive_ids)]
        cursor.execute(_CAMPUSES, keys)
        campuses: dict[UUID, tuple[UUID, ...]] = {key: tuple(places) for key, places in cursor.fetchall()}
        cursor.execute(_MEASURES, keys)
        rows = cursor.fetchall()
    return [
        (directive, (measure, direction, target, campuses.get(directive, ())))
        for directive, measure, direction, target in rows
    ]


def _kind_of(alike: Alike) -> tuple[Definition, Aim, tuple[Scope, ...]] | None:
    measure, direction, target, places = alike
    known = definitions().by_code.get(measure)
    if known is None:
        return None
    return known, _aim(known, direction, target), _scopes(known, places)


def _voice(
    known: Definition,
    aim: Aim,
    scopes: Sequence[Scope],
    readings: Mapping[tuple[str, Scope], Reading],
    *,
    at: datetime,
) -> Contribution:
    indicator = Indicator(measure=known.code)
    one = _judged(indicator, known, aim, scopes, readings, at=at)
    return Contribution(
        source=SOURCE,
        status=one.status,
        as_of=one.reading.as_of if one.reading else at,
        evidence=one.state is State.MET,
        reason=one.reason,
    )


def _judged(
    row: Indicator,
    known: Definition,
    aim: Aim,
    scopes: Sequence[Scope],
    readings: Mapping[tuple[str, Scope], Reading],
    *,
    at: datetime,
) -> Gauge:
    """The worst of the places that the requirement is for."""
    told = [(scope, readings.get((known.code, scope))) for scope in scopes]
    judged = [(standing(reading, known, at, aim=aim), scope, reading) for scope, reading in told]
    overall = worst(state for state, _, _ in judged)
    state, scope, reading = next(one for one in judged if one[0] is overall)
    return Gauge(row, known, aim, reading, state, scope)


def _scopes(known: Definition, places: Sequence[UUID]) -> tuple[Scope, ...]:
    if places and ScopeKind.CAMPUS in known.scopes:
        return tuple(campus(key) for key in places)
    return (WHOLE,)


def _campuses() -> QuerySet[Any, Any]:
    """The campuses that an indicator's requirement is limited to, none for the whole university."""
    through = Directive.places.through._default_manager
    rows = through.filter(directive=OuterRef("directive"), place__parent=None, place__kind="campus")
    return rows.order_by("place__order").values("place")
