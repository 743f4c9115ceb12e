"""What a draft holds: its measures cleaned, its document compiled, which way it goes from what holds now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from anlan.core.kernel.errors import BadInput
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.posture.books import catalogue, compile_measures
from anlan.foundation.posture.models import Operation, Phase, PhaseMeasure
from anlan.foundation.posture.rules.direction import changes, overall
from anlan.foundation.posture.rules.statements import Order, Statement, lacks
from anlan.foundation.posture.rules.timeline import Resolved
from anlan.foundation.posture.rules.values import MeasureSet, cleaned, kept, plain
from anlan.foundation.posture.selectors.spans import holding_now, seat_of
from anlan.foundation.posture.services.assessing import paper_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePlan:
    """A phase as it is drafted. ``measures`` carry values, grounds, dates and orders, one a key."""

    title: str
    reason: str
    review_at: datetime
    lapses_at: datetime
    measures: tuple[Statement, ...]
    key: str = ""
    title_en: str = ""


def cleaned_plan(operation: Operation, plan: PhasePlan) -> PhasePlan:
    """The plan with values as the rules read them. Raises BadInput for what cannot be used."""
    if not plan.title.strip():
        raise BadInput("posture.field_missing", field="title")
    if plan.review_at > plan.lapses_at:
        raise BadInput("posture.dates_unusable", field="review_at", measure="")
    keys = [one.key for one in plan.measures]
    if len(set(keys)) < len(keys):
        raise BadInput("posture.measure_twice", field="measures")
    values = cleaned(catalogue(), {one.key: one.values for one in plan.measures})
    for one in plan.measures:
        if one.order.evidence is not None:
            paper_of(operation, one.order.evidence)
    return replace(plan, measures=tuple(replace(one, values=values[one.key]) for one in plan.measures))


def set_of(statements: Iterable[Statement]) -> MeasureSet:
    """The measures of statements whose values are clean."""
    return {one.key: one.values for one in statements}


def write_measures(phase: Phase, statements: Sequence[Statement]) -> None:
    """Write the measures of a draft anew, and compile them into it."""
    PhaseMeasure.objects.filter(phase=phase).delete()
    values = plain(set_of(statements))
    PhaseMeasure.objects.bulk_create(_row(phase, one, values[one.key]) for one in statements)
    compiled = compile_measures(set_of(statements))
    phase.document = {"document": compiled.document, "values": compiled.values}
    phase.document_hash = compiled.hash
    phase.preview_hash, phase.preview_at, phase.preview_of = "", None, ""
    phase.save(update_fields=["document", "document_hash", "preview_hash", "preview_at", "preview_of"])


def compare(phase: Phase, *, at: datetime) -> Resolved:
    """Set which way a draft goes from what holds at its place, and what it follows; what holds there."""
    now = holding_now(phase.operation, seat_of(phase), at)
    found = changes(catalogue(), now.measures, set_of(statements_of(phase)))
    phase.way, phase.previous_id = overall(found).value, now.span.phase
    return now


def statements_of(phase: Phase) -> list[Statement]:
    """The measures of a phase as statements; those that the catalogue no longer knows are left out."""
    return [one for row in phase.measures.order_by("key") if (one := _statement(row)) is not None]


def require_complete(phase: Phase, *, at: datetime) -> None:
    """Raise BadInput with the first thing that a draft lacks."""
    if not phase.reason.strip():
        raise BadInput("posture.reason_missing", field="reason")
    if phase.lapses_at is None or phase.lapses_at <= at:
        raise BadInput("posture.lapse_past", field="lapses_at")
    found = lacks(catalogue(), statements_of(phase), lapses_at=phase.lapses_at, at=at)
    if found:
        title = catalogue().measures[found[0].measure].title.zh
        raise BadInput(found[0].code, field=found[0].field, measure=title, key=found[0].measure)


def _row(phase: Phase, one: Statement, values: dict[str, Any]) -> PhaseMeasure:
    measure = catalogue().measures[one.key]
    return PhaseMeasure(
        phase=phase,
        key=one.key,
        values=values,
        restricts=measure.restricts,
        refuses_exit=measure.refuses_exit,
        legal_basis=one.legal_basis.strip(),
        reason=one.reason.strip(),
        scope=one.scope.strip(),
        lighter=one.lighter.strip(),
        review_at=one.review_at,
        lapses_at=one.lapses_at,
        order_issuer=one.order.issuer.strip(),
        order_number=one.order.number.strip(),
        order_scope=one.order.scope.strip(),
        order_until=one.order.until,
        order_evidence=_evidence(one),
    )


def _evidence(one: Statement) -> Evidence | None:
    return Evidence.objects.filter(pk=one.order.evidence).first() if one.order.evidence else None


def _statement(row: PhaseMeasure) -> Statement | None:
    measure = catalogue().measure(row.key)
    values = kept(measure, row.values) if measure else None
    if values is None:
        return None
    return Statement(
        key=row.key,
        values=values,
        legal_basis=row.legal_basis,
        reason=row.reason,
        scope=row.scope,
        lighter=row.lighter,
        review_at=row.review_at,
        lapses_at=row.lapses_at,
        order=Order(
            issuer=row.order_issuer,
            number=row.order_number,
            scope=row.order_scope,
            until=row.order_until,
            evidence=row.order_evidence_id,
        ),
    )
