"""Ending a phase before its time: two people lift it, or go back to the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import allowed
from anlan.foundation.posture.books import catalogue
from anlan.foundation.posture.events import PhaseLifted
from anlan.foundation.posture.models import Assessment, ConfirmedAct, Phase, PhaseConfirmation
from anlan.foundation.posture.rules.direction import Way, changes, overall
from anlan.foundation.posture.rules.enacting import CONFIRMERS, may_go_back, require_assessment
from anlan.foundation.posture.rules.timeline import resolve
from anlan.foundation.posture.selectors.spans import seat_of, spans_of, way_up
from anlan.foundation.posture.services.assessing import assessment_of
from anlan.foundation.posture.services.confirming import STANDS_FOR, VERB, add_confirmation
from anlan.foundation.posture.services.drafting import settle
from anlan.foundation.posture.services.grasp import hold_phase, ids, told
from anlan.foundation.posture.services.lapsing import sweep
from anlan.foundation.posture.services.planning import compare, statements_of, write_measures
from anlan.foundation.posture.states import PHASE, PhaseState


@transaction.atomic
def lift(phase_id: UUID, *, reason: str, by: Actor, assessment_id: UUID | None = None) -> Phase:
    """Stand behind ending a phase now; the second person's word ends it. Loosening needs an assessment."""
    phase = _held(phase_id, by=by, move="lift")
    now = clock.now()
    assessment = assessment_of(phase.operation, assessment_id)
    signed = assessment.signed_at if assessment else None
    require_assessment(way_of_lifting(phase, at=now), signed_at=signed, at=now)
    return _lift(phase, reason=reason, by=by, at=now, assessment=assessment)


@transaction.atomic
def go_back(phase_id: UUID, *, reason: str, by: Actor) -> Phase:
    """Back to what held before, within 24 hours, on the earlier preview and assessment; still two people.

    One press: the one who presses counts as the first of the two where they may confirm. Answers with the
    phase that waits for the second, or with the lifted one where what held before is inherited.
    """
    phase = _held(phase_id, by=by, move="go_back")
    now = clock.now()
    if phase.starts is None or not may_go_back(since=phase.starts, at=now):
        raise Conflict("posture.go_back_too_late", hours=24)
    earlier = phase.previous
    if earlier is None or phase.oral or earlier.place_id != phase.place_id:
        return _lift(phase, reason=reason, by=by, at=now, assessment=None)
    again = _written_again(earlier, reason=reason, by=by, at=now)
    if by.person_id not in again.writers and allowed(by, VERB, again):
        add_confirmation(again, ConfirmedAct.ENACT, by=by, at=now, note=reason)
    return again


def way_of_lifting(phase: Phase, *, at: datetime) -> Way:
    """Which way it goes when a phase is ended now: from what it switches to what would be inherited."""
    path = way_up(seat_of(phase))
    spans = spans_of([phase.operation])[phase.operation_id]
    after = [replace(span, ended_at=at) if span.phase == phase.pk else span for span in spans]
    found = [resolve(catalogue(), some, path, at) for some in (spans, after)]
    now, then = [one.measures if one else {} for one in found]
    return overall(changes(catalogue(), now, then))


def _held(phase_id: UUID, *, by: Actor, move: str) -> Phase:
    """A phase that is in force at a place."""
    phase = hold_phase(phase_id, verb=VERB, by=by)
    sweep(phase.operation, at=clock.now())
    phase.refresh_from_db(fields=["state", "ended_at"])
    if phase.state != PhaseState.IN_FORCE or phase.base:
        raise IllegalMove(machine=PHASE.name, state=phase.state, move=move, possible="")
    return phase


def _lift(phase: Phase, *, reason: str, by: Actor, at: datetime, assessment: Assessment | None) -> Phase:
    if not reason.strip():
        raise BadInput("posture.reason_missing", field="reason")
    number = add_confirmation(
        phase,
        ConfirmedAct.LIFT,
        by=by,
        at=at,
        note=reason,
        round_number=_round_of_lifting(phase, at=at),
        assessment=assessment,
    )
    if number < CONFIRMERS:
        return phase
    before = told(phase)
    phase.state = PHASE.move(phase.state, "lift").target.value
    phase.ended_at, phase.end_reason = at, reason.strip()
    phase.save(update_fields=["state", "ended_at", "end_reason"])
    record(
        "posture.lift",
        on=phase,
        by=by,
        note=reason.strip(),
        before=before,
        after=told(phase),
        drill=phase.operation.drill,
    )
    publish(PhaseLifted(**ids(phase)))
    return phase


def _round_of_lifting(phase: Phase, *, at: datetime) -> int:
    """The round that is still young enough for a second word, else a new one."""
    rows = PhaseConfirmation.objects.filter(phase=phase, act=ConfirmedAct.LIFT)
    last = rows.order_by("-round", "number").first()
    if last is None:
        return 1
    return last.round if at - last.at <= STANDS_FOR else last.round + 1


def _written_again(earlier: Phase, *, reason: str, by: Actor, at: datetime) -> Phase:
    """The earlier phase as a new one, handed in at once; measures that lapsed meanwhile stay away."""
    if not reason.strip():
        raise BadInput("posture.reason_missing", field="reason")
    if earlier.lapses_at is None or earlier.lapses_at <= at:
        raise Conflict("posture.previous_lapsed")
    kept = [one for one in statements_of(earlier) if one.lapses_at is not None and at < one.lapses_at]
    again = Phase(
        operation_id=earlier.operation_id,
        place=earlier.place,
        goes_back=True,
        key=earlier.key,
        title=earlier.title,
        title_en=earlier.title_en,
        reason=reason.strip(),
        review_at=earlier.review_at,
        lapses_at=earlier.lapses_at,
        author_id=earlier.author_id,
        author_position_id=earlier.author_position_id,
        writers=earlier.writers,
    )
    again.save(force_insert=True)
    write_measures(again, kept)
    again.preview_hash, again.preview_at = earlier.preview_hash, earlier.preview_at
    again.preview_of = earlier.preview_of
    again.save(update_fields=["preview_hash", "preview_at", "preview_of"])
    compare(again, at=at)
    state = PHASE.move(again.state, "order").target.value
    return settle(again, state=state, assessment=earlier.assessment, by=by, verb="posture.go_back")
