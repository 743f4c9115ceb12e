"""Two people confirm: with the second it comes into force in the same transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.posture.events import PhaseEnacted
from anlan.foundation.posture.models import Assessment, ConfirmedAct, Phase, PhaseConfirmation
from anlan.foundation.posture.rules.direction import Way
from anlan.foundation.posture.rules.enacting import (
    CONFIRMERS,
    may_go_back,
    require_another,
    require_assessment,
    require_preview,
)
from anlan.foundation.posture.services.drafting import preview_of
from anlan.foundation.posture.services.grasp import hold_phase, ids, told
from anlan.foundation.posture.services.lapsing import sweep
from anlan.foundation.posture.services.planning import compare, require_complete
from anlan.foundation.posture.states import PHASE, PhaseState

VERB = "posture.confirm"
STANDS_FOR = timedelta(hours=24)


@transaction.atomic
def confirm(phase_id: UUID, *, preview_hash: str, by: Actor, note: str = "") -> Phase:
    """Stand behind an ordered phase. The second person's confirmation enacts it.

    Raises Conflict where something else came into force meanwhile, or the preview or a confirmation is stale.
    """
    phase = hold_phase(phase_id, verb=VERB, by=by)
    state = PHASE.move(phase.state, "enact").target.value
    now = clock.now()
    sweep(phase.operation, at=now)
    _require_ready(phase, preview_hash=preview_hash, at=now)
    if add_confirmation(phase, ConfirmedAct.ENACT, by=by, at=now, note=note) == CONFIRMERS:
        enact(phase, state=state, at=now, by=by)
    return phase


def add_confirmation(
    phase: Phase,
    act: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    round_number: int | None = None,
    assessment: Assessment | None = None,
) -> int:
    """Keep one person's confirmation; which of the two it is. Raises NotYours or Conflict."""
    round_number = phase.round if round_number is None else round_number
    rows = PhaseConfirmation.objects.filter(phase=phase, act=act, round=round_number).order_by("number")
    known = list(rows)
    if any(at - row.at > STANDS_FOR for row in known):
        raise Conflict("posture.confirmation_stale", hours=24)
    wrote = phase.writers if act == ConfirmedAct.ENACT else []
    confirmed = [row.person_id for row in known]
    person = require_another(by.person_id, writers=wrote, confirmed=confirmed, verb=VERB)
    made = PhaseConfirmation.objects.create(
        phase=phase,
        act=act,
        round=round_number,
        number=len(known) + 1,
        person_id=person,
        position_id=by.position_id,
        second_factor=by.second_factor,
        document_hash=phase.document_hash,
        preview_hash=phase.preview_hash,
        assessment=assessment,
        note=note.strip(),
        at=at,
    )
    record(
        "posture.confirm",
        on=phase,
        by=by,
        note=note.strip(),
        after={"act": act, "number": made.number, "document_hash": phase.document_hash},
        content_hash=phase.document_hash,
        drill=phase.operation.drill,
    )
    return made.number


def enact(phase: Phase, *, state: str, at: datetime, by: Actor) -> None:
    """Bring a phase into force: what stood at its place is superseded in the same instant."""
    before = told(phase)
    supersede(phase, at=at, by=by)
    phase.state, phase.starts = state, at
    phase.save(update_fields=["state", "starts", "way", "previous"])
    record(
        "posture.enact",
        on=phase,
        by=by,
        before=before,
        after=told(phase),
        content_hash=phase.document_hash,
        drill=phase.operation.drill,
    )
    publish(
        PhaseEnacted(**ids(phase), previous_id=str(phase.previous_id or ""), way=phase.way, oral=phase.oral)
    )


def supersede(phase: Phase, *, at: datetime, by: Actor) -> None:
    """End what stands at the place; an oral order ends an earlier oral one only, the written phase waits."""
    rows = Phase.objects.select_for_update().filter(
        operation=phase.operation, place=phase.place, state=PhaseState.IN_FORCE
    )
    for old in rows.filter(oral=True) if phase.oral else rows:
        old.operation = phase.operation
        before, old.state = old.state, PHASE.move(old.state, "supersede").target.value
        old.ended_at, old.end_reason = at, phase.title
        old.save(update_fields=["state", "ended_at", "end_reason"])
        record(
            "posture.supersede",
            on=old,
            by=by,
            before={"state": before},
            after={"state": old.state, "successor": str(phase.pk)},
            drill=phase.operation.drill,
        )


def _require_ready(phase: Phase, *, preview_hash: str, at: datetime) -> None:
    """What was compared still holds; the preview and the assessment still count, or are reused."""
    follows = phase.previous_id
    now = compare(phase, at=at)
    if phase.previous_id != follows:
        raise Conflict("posture.changed_meanwhile")
    if phase.goes_back:
        if not may_go_back(since=now.span.starts, at=at):
            raise Conflict("posture.go_back_too_late", hours=24)
        return
    require_complete(phase, at=at)
    require_preview(preview_of(phase), shown=preview_hash, document_hash=phase.document_hash, at=at)
    signed = phase.assessment.signed_at if phase.assessment else None
    require_assessment(Way(phase.way), signed_at=signed, at=at)
