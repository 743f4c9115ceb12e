"""Drafting a phase, changing it, keeping the preview that was run, and handing it in for two people."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, IllegalMove
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require_at
from anlan.foundation.posture.access import PHASE as KIND
from anlan.foundation.posture.events import PhaseOrdered
from anlan.foundation.posture.models import Assessment, Phase, PhaseMeasure
from anlan.foundation.posture.rules.direction import Way
from anlan.foundation.posture.rules.enacting import Preview, require_assessment, require_preview
from anlan.foundation.posture.selectors.spans import place_of
from anlan.foundation.posture.services.assessing import assessment_of
from anlan.foundation.posture.services.grasp import hold_open, hold_phase, ids, told
from anlan.foundation.posture.services.lapsing import sweep
from anlan.foundation.posture.services.planning import (
    PhasePlan,
    cleaned_plan,
    compare,
    require_complete,
    write_measures,
)
from anlan.foundation.posture.states import PHASE, PhaseState

HASH_LENGTH = 64


@transaction.atomic
def draft_phase(operation_id: UUID, *, place_id: UUID, plan: PhasePlan, by: Actor) -> Phase:
    """Begin a phase for a place. What it lacks is told when it is ordered."""
    operation = hold_open(operation_id)
    place = place_of(place_id)
    require_at(by, "posture.draft", kind=KIND, facts=Facts(places=frozenset({place.path})))
    usable = cleaned_plan(operation, plan)
    phase = Phase(
        operation=operation,
        place=place,
        author_id=by.person_id,
        author_position_id=by.position_id,
        writers=writers([], by=by),
        **_fields(usable),
    )
    phase.save(force_insert=True)
    write_measures(phase, usable.measures)
    compare(phase, at=clock.now())
    phase.save(update_fields=["way", "previous"])
    record("posture.draft", on=phase, by=by, after=told(phase), drill=operation.drill)
    return phase


@transaction.atomic
def change_draft(phase_id: UUID, *, plan: PhasePlan, by: Actor) -> Phase:
    """Write a draft anew; its preview no longer counts."""
    phase = hold_phase(phase_id, verb="posture.draft", by=by)
    _require_draft(phase, move="change")
    usable = cleaned_plan(phase.operation, plan)
    before = told(phase)
    for name, value in _fields(usable).items():
        setattr(phase, name, value)
    phase.author_id, phase.author_position_id = by.person_id, by.position_id
    phase.writers = writers(phase.writers, by=by)
    phase.save()
    write_measures(phase, usable.measures)
    compare(phase, at=clock.now())
    phase.save(update_fields=["way", "previous"])
    record("posture.change", on=phase, by=by, before=before, after=told(phase), drill=phase.operation.drill)
    return phase


@transaction.atomic
def note_preview(phase_id: UUID, *, preview_hash: str, document_hash: str, by: Actor) -> Phase:
    """Keep that a preview of this document has run now; the commit has to carry its hash."""
    phase = hold_phase(phase_id, verb="posture.draft", by=by)
    if phase.state not in {PhaseState.DRAFT, PhaseState.ORDERED}:
        raise IllegalMove(machine=PHASE.name, state=phase.state, move="preview", possible="")
    if not preview_hash or len(preview_hash) > HASH_LENGTH:
        raise BadInput("posture.preview_missing", field="preview_hash")
    phase.preview_hash, phase.preview_of, phase.preview_at = preview_hash, document_hash, clock.now()
    phase.save(update_fields=["preview_hash", "preview_of", "preview_at"])
    record(
        "posture.preview",
        on=phase,
        by=by,
        content_hash=preview_hash,
        after={"document_hash": document_hash},
        drill=phase.operation.drill,
    )
    return phase


@transaction.atomic
def order(phase_id: UUID, *, preview_hash: str, by: Actor, assessment_id: UUID | None = None) -> Phase:
    """Hand a draft in: complete, previewed, assessed where it loosens. Then it waits for two people.

    Raises BadInput with the first thing it lacks, Conflict where the preview is stale or of another document.
    """
    phase = hold_phase(phase_id, verb="posture.order", by=by)
    state = PHASE.move(phase.state, "order").target.value
    now = clock.now()
    sweep(phase.operation, at=now)
    require_complete(phase, at=now)
    assessment = assessment_of(phase.operation, assessment_id)
    compare(phase, at=now)
    require_preview(preview_of(phase), shown=preview_hash, document_hash=phase.document_hash, at=now)
    require_assessment(Way(phase.way), signed_at=assessment.signed_at if assessment else None, at=now)
    return settle(phase, state=state, assessment=assessment, by=by, verb="posture.order")


@transaction.atomic
def take_back(phase_id: UUID, *, reason: str, by: Actor) -> Phase:
    """Make a draft of an ordered phase again; what was confirmed counts no more."""
    phase = hold_phase(phase_id, verb="posture.order", by=by)
    if not reason.strip():
        raise BadInput("posture.reason_missing", field="reason")
    before = told(phase)
    phase.state = PHASE.move(phase.state, "take_back").target.value
    phase.round += 1
    phase.ordered_at, phase.ordered_by_id = None, None
    phase.save(update_fields=["state", "round", "ordered_at", "ordered_by"])
    PhaseMeasure.objects.filter(phase=phase).update(settled=False)
    record(
        "posture.take_back",
        on=phase,
        by=by,
        note=reason.strip(),
        before=before,
        after=told(phase),
        drill=phase.operation.drill,
    )
    return phase


def settle(phase: Phase, *, state: str, assessment: Assessment | None, by: Actor, verb: str) -> Phase:
    """Fix a draft and let two people know; the two beats that ordering and going back share."""
    PhaseMeasure.objects.filter(phase=phase).update(settled=True)
    before, phase.state = phase.state, state
    phase.assessment, phase.ordered_at, phase.ordered_by_id = assessment, clock.now(), by.person_id
    phase.save(update_fields=["state", "assessment", "ordered_at", "ordered_by", "way", "previous"])
    record(
        verb,
        on=phase,
        by=by,
        before={"state": before},
        after=told(phase),
        content_hash=phase.document_hash,
        drill=phase.operation.drill,
    )
    publish(PhaseOrdered(**ids(phase)))
    return phase


def writers(known: list[UUID], *, by: Actor) -> list[UUID]:
    """Everybody who has had a hand in a draft, once."""
    return known if by.person_id is None or by.person_id in known else [*known, by.person_id]


def preview_of(phase: Phase) -> Preview:
    """The preview that a phase carries."""
    return Preview(phase.preview_hash, phase.preview_at, phase.preview_of)


def _require_draft(phase: Phase, *, move: str) -> None:
    if phase.state != PhaseState.DRAFT:
        raise IllegalMove(machine=PHASE.name, state=phase.state, move=move, possible="")


def _fields(plan: PhasePlan) -> dict[str, object]:
    return {
        "key": plan.key,
        "title": plan.title.strip(),
        "title_en": plan.title_en.strip(),
        "reason": plan.reason.strip(),
        "review_at": plan.review_at,
        "lapses_at": plan.lapses_at,
    }
