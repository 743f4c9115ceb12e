"""Starting and stopping a preview, and how far it has come."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.areas.movement.events import PreviewEnded
from anlan.areas.movement.models import Preview
from anlan.areas.movement.selectors.sight import preview_for
from anlan.areas.movement.states import OPEN, PREVIEW, PreviewState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict
from anlan.foundation.bus.public import publish
from anlan.foundation.jobs.public import JOBS
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require
from anlan.foundation.posture.public import Phase, phase_for

PREVIEWED = frozenset({"draft", "ordered"})
WORK = "movement.preview"


@transaction.atomic
def start_preview(phase_id: UUID, *, by: Actor) -> Preview:
    """Replay the recorded passages for a draft, in the background; one that runs for it is given back.

    Raises NotVisible, NotYours, and Conflict where the phase is past its draft.
    """
    phase_for(by, phase_id)
    phase = (
        Phase.objects.select_for_update(of=("self",)).select_related("operation", "place").get(pk=phase_id)
    )
    require(by, "posture.draft", phase)
    if phase.state not in PREVIEWED:
        raise Conflict("movement.not_a_draft", state=phase.state)
    for running in Preview.objects.select_for_update().filter(phase=phase, state__in=OPEN):
        if running.document_hash == phase.document_hash:
            return running
        end(running, name="cancel", by=by)
    preview = Preview.objects.create(
        phase=phase,
        drill=phase.operation.drill,
        document_hash=phase.document_hash,
        asked_by_id=by.person_id,
        asked_position_id=by.position_id,
    )
    record("movement.preview", on=preview, by=by, after=told(preview), drill=preview.drill)
    JOBS[WORK].enqueue(preview_id=str(preview.pk))
    return preview


@transaction.atomic
def cancel_preview(preview_id: UUID, *, by: Actor) -> Preview:
    """Stop a preview that waits or runs; the worker notices between two days. Raises IllegalMove."""
    seen = preview_for(by, preview_id)
    require(by, "posture.draft", seen.phase)
    preview = Preview.objects.select_for_update(of=("self",)).select_related("phase").get(pk=seen.pk)
    end(preview, name="cancel", by=by)
    return preview


def end(preview: Preview, *, name: str, by: Actor, trouble: str = "") -> None:
    """End a preview without a result; under its lock."""
    preview.state = PREVIEW.move(preview.state, name).target.value
    preview.ended_at, preview.trouble = clock.now(), trouble[:120]
    preview.save(update_fields=["state", "ended_at", "trouble"])
    record(f"movement.{name}_preview", on=preview, by=by, after=told(preview), drill=preview.drill)
    announce(preview)


def announce(preview: Preview) -> None:
    """Tell that a preview ended."""
    publish(
        PreviewEnded(
            preview_id=str(preview.pk),
            phase_id=str(preview.phase_id),
            state=preview.state,
            drill=preview.drill,
        )
    )


def told(preview: Preview) -> dict[str, str]:
    """What the ledger keeps of a preview."""
    kept = {
        "phase": str(preview.phase_id),
        "state": str(preview.state),
        "document_hash": preview.document_hash,
        "trouble": preview.trouble,
    }
    return {name: value for name, value in kept.items() if value}


def is_open(preview: Preview) -> bool:
    """Whether it still waits or runs."""
    return PreviewState(preview.state) in OPEN
