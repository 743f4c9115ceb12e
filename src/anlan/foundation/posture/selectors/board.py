"""The posture of the whole university at an instant: every place where a phase stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from anlan.core.kernel.clock import CAMPUS_ZONE, now
from anlan.foundation.campus.models import Place
from anlan.foundation.posture.books import catalogue
from anlan.foundation.posture.models import Operation, Phase
from anlan.foundation.posture.rules.timeline import Origin, Passed, Resolved, Span, day_count, resolve
from anlan.foundation.posture.selectors.spans import open_operations, spans_of, ways_up


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """One operation at one place: the phase, its day, why it is this one; ``depth`` in the tree of places."""

    operation: Operation
    place: Place
    phase: Phase
    origin: Origin
    day: int
    keys: frozenset[str]
    depth: int
    passed: tuple[PassedPhase, ...] = ()

    @property
    def measures(self) -> int:
        """How many measures hold."""
        return len(self.keys)

    @property
    def since(self) -> datetime | None:
        """Since when it holds."""
        return self.phase.starts


@dataclass(frozen=True, slots=True)
class PassedPhase:
    """A phase that does not hold here, and why: it lapsed, or is stricter than what lapsed below it."""

    phase: Phase
    lapsed: bool


@dataclass(frozen=True, slots=True)
class OperationStanding:
    """One open operation with its base phase and every place of interest."""

    operation: Operation
    base: Phase
    day: int
    places: tuple[PlaceStanding, ...]


def posture_of(
    at: datetime | None = None, *, drill: bool = False, operation: Operation | None = None
) -> tuple[OperationStanding, ...]:
    """Every open operation: each campus, and each place with a phase of its own. The queries do not grow."""
    instant = at or now()
    rows = open_operations(instant, drill=drill)
    operations = list(rows.filter(pk=operation.pk) if operation else rows)
    if not operations:
        return ()
    spans = spans_of(operations)
    places = _places(spans, instant)
    ways = ways_up(places)
    phases = Phase.objects.select_related("place", "assessment").in_bulk(
        {span.phase for some in spans.values() for span in some}
    )
    found = [_operation(one, spans.get(one.pk, []), places, ways, phases, instant) for one in operations]
    return tuple(one for one in found if one is not None)


def _operation(
    operation: Operation,
    spans: Sequence[Span],
    places: Sequence[Place],
    ways: Mapping[UUID, list[UUID]],
    phases: dict[UUID, Phase],
    at: datetime,
) -> OperationStanding | None:
    base = next((span for span in spans if span.place is None and span.covers(at)), None)
    if base is None:
        return None
    own = {span.place for span in spans}
    rows = []
    for place in places:
        held = resolve(catalogue(), spans, ways[place.pk], at)
        if held is not None and (place.parent_id is None or place.pk in own):
            rows.append(_standing(operation, place, held, phases, at))
    return OperationStanding(operation, phases[base.phase], _day(base.starts, at), tuple(rows))


def _standing(
    operation: Operation, place: Place, held: Resolved, phases: dict[UUID, Phase], at: datetime
) -> PlaceStanding:
    return PlaceStanding(
        operation=operation,
        place=place,
        phase=phases[held.span.phase],
        origin=held.origin,
        day=_day(held.span.starts, at),
        keys=frozenset(held.measures),
        depth=place.path.count("/") - 1,
        passed=tuple(_passed(one, phases) for one in held.passed),
    )


def _passed(one: Passed, phases: dict[UUID, Phase]) -> PassedPhase:
    return PassedPhase(phases[one.span.phase], one.lapsed)


def _places(spans: dict[UUID, list[Span]], at: datetime) -> list[Place]:
    """Campuses that exist, and every place where a phase stands or lapsed."""
    keys = {span.place for some in spans.values() for span in some if span.place and span.starts <= at}
    rows = Place.objects.filter(Q(parent=None) | Q(pk__in=keys))
    return list(rows.filter(Q(pk__in=keys) | Q(valid_until=None) | Q(valid_until__gt=at)).order_by("path"))


def _day(starts: datetime, at: datetime) -> int:
    return day_count(starts.astimezone(CAMPUS_ZONE), at.astimezone(CAMPUS_ZONE))
