"""What holds at a place at an instant: each operation's phase, measures with their sources, the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from anlan.core.kernel import clock
from anlan.foundation.posture.books import catalogue, compile_measures
from anlan.foundation.posture.models import Operation, Phase, PhaseMeasure
from anlan.foundation.posture.rules.catalogue import Measure, Subject
from anlan.foundation.posture.rules.joining import join
from anlan.foundation.posture.rules.timeline import Origin, Resolved, resolve
from anlan.foundation.posture.rules.values import Values
from anlan.foundation.posture.selectors.spans import open_operations, place_of, spans_of, way_up


@dataclass(frozen=True, slots=True)
class InForce:
    """The one phase of one operation that holds at a place, and how it was found."""

    operation: Operation
    phase: Phase
    origin: Origin
    resolved: Resolved


@dataclass(frozen=True, slots=True)
class Source:
    """Why a measure holds: which operation and phase, on what grounds, until when."""

    operation: Operation
    phase: Phase
    row: PhaseMeasure


@dataclass(frozen=True, slots=True)
class MeasureInForce:
    """One measure at a place with its values at their strictest, and everything that asks for it."""

    measure: Measure
    values: Values
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class DocumentInForce:
    """What gates at a place judge by: one rule document over all operations, and where it comes from."""

    document: Mapping[str, Any]
    hash: str
    measures: tuple[MeasureInForce, ...]
    phases: tuple[InForce, ...]


def phase_in_force(place_id: UUID, at: datetime | None = None, *, drill: bool = False) -> tuple[InForce, ...]:
    """The phase in force at a place, one for every operation of that world that is open at the instant."""
    instant = at or clock.now()
    operations = list(open_operations(instant, drill=drill))
    if not operations:
        return ()
    spans, path = spans_of(operations), way_up(place_of(place_id))
    found = {
        one.pk: held
        for one in operations
        if (held := resolve(catalogue(), spans.get(one.pk, []), path, instant)) is not None
    }
    rows = Phase.objects.select_related("place", "operation", "assessment")
    phases = rows.in_bulk([held.span.phase for held in found.values()])
    return tuple(
        InForce(one, phases[found[one.pk].span.phase], found[one.pk].origin, found[one.pk])
        for one in operations
        if one.pk in found
    )


def measures_in_force(
    place_id: UUID, at: datetime | None = None, *, drill: bool = False
) -> tuple[MeasureInForce, ...]:
    """Every measure that holds at a place, the strictest value of each, with every source."""
    return measures_of(phase_in_force(place_id, at, drill=drill))


def measures_of(held: tuple[InForce, ...]) -> tuple[MeasureInForce, ...]:
    """The measures of phases that hold together, in the order of the catalogue."""
    together = join(catalogue(), [one.resolved.measures for one in held])
    rows = PhaseMeasure.objects.filter(phase__in=[one.phase for one in held]).select_related("order_evidence")
    known = {(row.phase_id, row.key): row for row in rows} if together else {}
    return tuple(
        MeasureInForce(
            measure=measure,
            values=together[key],
            sources=tuple(
                Source(one.operation, one.phase, known[one.phase.pk, key])
                for one in held
                if key in one.resolved.measures
            ),
        )
        for key, measure in catalogue().measures.items()
        if key in together
    )


def document_for(place_id: UUID, at: datetime | None = None, *, drill: bool = False) -> DocumentInForce:
    """The combined rule document of a place; without an operation that of normal times, which only counts."""
    held = phase_in_force(place_id, at, drill=drill)
    measures = measures_of(held)
    compiled = compile_measures({one.measure.key: one.values for one in measures})
    return DocumentInForce(compiled.document, compiled.hash, measures, held)


def values_in_force(
    subject: Subject, place_id: UUID, at: datetime | None = None, *, drill: bool = False
) -> Mapping[str, Values]:
    """Measure → values for labs, rounds, consignments or notices at a place."""
    rows = measures_in_force(place_id, at, drill=drill)
    return {one.measure.key: one.values for one in rows if subject in one.measure.decides}
