"""What a draft would change: the measures now and after, line by line, for the preview and its page."""

from __future__ import annotations

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.posture.books import catalogue
from anlan.foundation.posture.consequences import Switch
from anlan.foundation.posture.models import Phase
from anlan.foundation.posture.rules.direction import changes
from anlan.foundation.posture.rules.joining import join
from anlan.foundation.posture.rules.values import MeasureSet, kept
from anlan.foundation.posture.selectors.sight import phase_for
from anlan.foundation.posture.selectors.spans import holding_now, seat_of
from anlan.foundation.posture.selectors.standing import phase_in_force


def measures_of_phase(phase: Phase) -> MeasureSet:
    """The measures that a phase was drafted with."""
    found = {}
    for row in phase.measures.order_by("key"):
        measure = catalogue().measure(row.key)
        values = kept(measure, row.values) if measure else None
        if values is not None:
            found[row.key] = values
    return found


def switch_of(viewer: Actor, phase: Phase) -> Switch:
    """The change that enacting a draft would make in its own operation. Raises NotVisible, Conflict."""
    seen = phase_for(viewer, phase.pk)
    now = clock.now()
    old = holding_now(seen.operation, seat_of(seen), now).measures
    new = measures_of_phase(seen)
    return Switch(
        operation_id=seen.operation_id,
        place_id=seat_of(seen).pk,
        at=now,
        old=old,
        new=new,
        changes=changes(catalogue(), old, new),
        drill=seen.operation.drill,
    )


def combined_after(phase: Phase) -> MeasureSet:
    """What would hold at the place over all operations with the draft: for the replay of crossings."""
    held = phase_in_force(seat_of(phase).pk, drill=phase.operation.drill)
    others = [one.resolved.measures for one in held if one.operation.pk != phase.operation_id]
    return join(catalogue(), [*others, measures_of_phase(phase)])
