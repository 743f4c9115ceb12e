"""What time does to phases and measures: it removes restrictions, and somebody is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.posture.events import MeasureLapsed, PhaseLapsed
from anlan.foundation.posture.models import Operation, Phase, PhaseMeasure
from anlan.foundation.posture.services.grasp import hold_operation, ids
from anlan.foundation.posture.states import PHASE, PhaseState

JOB = "posture.lapse"


def lapse_due() -> int:
    """Note every phase and measure that has lapsed by now; how many. Each operation apart."""
    now = clock.now()
    due = Phase.objects.filter(state=PhaseState.IN_FORCE, lapses_at__lte=now)
    inner = PhaseMeasure.objects.filter(phase__state=PhaseState.IN_FORCE, lapses_at__lte=now, lapsed_at=None)
    keys = {*due.values_list("operation_id", flat=True), *inner.values_list("phase__operation_id", flat=True)}
    count = 0
    for key in sorted(keys):
        with transaction.atomic():
            count += sweep(hold_operation(key), at=now)
    return count


def sweep(operation: Operation, *, at: datetime) -> int:
    """The same for one operation that the caller holds."""
    by = Actor.system(JOB)
    rows = Phase.objects.select_for_update().filter(operation=operation, state=PhaseState.IN_FORCE)
    lapsed = list(rows.filter(lapses_at__lte=at))
    for phase in lapsed:
        _lapse(phase, operation, by=by)
    return len(lapsed) + _sweep_measures(operation, at=at, by=by)


def _lapse(phase: Phase, operation: Operation, *, by: Actor) -> None:
    phase.operation = operation
    before, phase.state = phase.state, PHASE.move(phase.state, "lapse").target.value
    phase.ended_at = phase.lapses_at
    phase.save(update_fields=["state", "ended_at"])
    PhaseMeasure.objects.filter(phase=phase, lapsed_at=None).update(lapsed_at=phase.lapses_at)
    record(
        "posture.lapse",
        on=phase,
        by=by,
        before={"state": before},
        after={"state": phase.state},
        drill=operation.drill,
    )
    publish(PhaseLapsed(**ids(phase), oral=phase.oral))


def _sweep_measures(operation: Operation, *, at: datetime, by: Actor) -> int:
    """Single measures that ended before their phase."""
    rows = PhaseMeasure.objects.select_for_update(of=("self",)).select_related("phase")
    due = list(
        rows.filter(
            phase__operation=operation, phase__state=PhaseState.IN_FORCE, lapses_at__lte=at, lapsed_at=None
        )
    )
    for row in due:
        PhaseMeasure.objects.filter(pk=row.pk).update(lapsed_at=F("lapses_at"))
        row.phase.operation = operation
        record(
            "posture.lapse_measure",
            on=row.phase,
            by=by,
            after={"measure": row.key},
            drill=operation.drill,
        )
        publish(MeasureLapsed(**ids(row.phase), measure=row.key))
    return len(due)
