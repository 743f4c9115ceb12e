"""Rows of phases as spans, for the pure rules: few queries, however many places and phases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from anlan.core.kernel.errors import Conflict, IllegalMove, NotVisible
from anlan.foundation.campus.models import Place
from anlan.foundation.posture.books import catalogue
from anlan.foundation.posture.models import Operation, OperationKind, Phase, PhaseMeasure
from anlan.foundation.posture.rules.timeline import Resolved, Span, Timed, resolve
from anlan.foundation.posture.rules.values import kept
from anlan.foundation.posture.states import PHASE


def open_operations(at: datetime, *, drill: bool) -> QuerySet[Operation]:
    """The operations of one world that are open at the instant, the earliest first."""
    kind = OperationKind.DRILL if drill else OperationKind.EMERGENCY
    rows = Operation.objects.filter(kind=kind, opened_at__lte=at)
    return rows.exclude(ended_at__lte=at).order_by("opened_at", "pk")


def spans_of(operations: Iterable[Operation]) -> dict[UUID, list[Span]]:
    """Every phase that ever held, by operation; two queries."""
    measures = PhaseMeasure.objects.order_by("key")
    rows = Phase.objects.filter(operation__in=list(operations), starts__isnull=False)
    found: dict[UUID, list[Span]] = {}
    for phase in rows.prefetch_related(Prefetch("measures", queryset=measures)):
        found.setdefault(phase.operation_id, []).append(span_of(phase))
    return found


def span_of(phase: Phase) -> Span:
    """One enacted phase as a span."""
    return Span(
        phase=phase.pk,
        place=phase.place_id,
        starts=phase.starts or phase.recorded_at,
        lapses_at=phase.lapses_at,
        ended_at=phase.ended_at,
        oral=phase.oral,
        measures=tuple(_timed(phase)),
    )


def _timed(phase: Phase) -> Iterable[Timed]:
    """The measures that the catalogue still knows as they were enacted, each with its lapse."""
    for row in phase.measures.all():
        lapses_at = row.lapses_at or phase.lapses_at
        measure = catalogue().measure(row.key)
        values = kept(measure, row.values) if measure else None
        if lapses_at is not None and values is not None:
            yield Timed(row.key, values, lapses_at)


def way_up(place: Place) -> list[UUID]:
    """The place and what lies around it, nearest first; one query."""
    return ways_up([place])[place.pk]


def ways_up(places: Sequence[Place]) -> Mapping[UUID, list[UUID]]:
    """The same for many places; one query."""
    paths = {place.pk: _paths(place.path) for place in places}
    wanted = {path for one in paths.values() for path in one}
    known = dict(Place.objects.filter(path__in=wanted).values_list("path", "pk"))
    return {key: [known[path] for path in one if path in known] for key, one in paths.items()}


def place_of(place_id: UUID) -> Place:
    """The place, closed ones too. Raises NotVisible."""
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        raise NotVisible
    return place


def resolved(operation: Operation, place: Place, at: datetime) -> Resolved | None:
    """The phase of one operation that holds at a place."""
    spans = spans_of([operation]).get(operation.pk, [])
    return resolve(catalogue(), spans, way_up(place), at)


def holding_now(operation: Operation, place: Place, at: datetime) -> Resolved:
    """The same for an act. Raises Conflict where the operation is not open."""
    found = resolved(operation, place, at)
    if found is None:
        raise Conflict("posture.operation_not_open", code=operation.code)
    return found


def seat_of(phase: Phase) -> Place:
    """The place of a phase. Raises IllegalMove for a base phase, which has none."""
    if phase.place is None:
        raise IllegalMove(machine=PHASE.name, state=phase.state, move="place", possible="")
    return phase.place


def _paths(path: str) -> list[str]:
    parts = path.strip("/").split("/")
    return ["/".join(parts[:depth]) + "/" for depth in range(len(parts), 0, -1)]
