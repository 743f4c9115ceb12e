"""A whole run handed in by a device in one piece: made if nobody planned it, begun, submitted, once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.access import RUN as RUN_KIND
from anlan.areas.inspection.models import Run
from anlan.areas.inspection.selectors.sight import place_known, require_foreign, unit_known
from anlan.areas.inspection.services.grasp import somebody
from anlan.areas.inspection.services.running import Sheet, start_run, submit_run
from anlan.areas.inspection.services.scheduling import checklist_in_use, make_run
from anlan.areas.inspection.states import RunState
from anlan.core.access import Actor, Facts
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import require_at


@dataclass(frozen=True, slots=True)
class Unplanned:
    """What a run needs that nobody planned: what, where, whose, with whom, why so soon again."""

    checklist_id: UUID
    place_id: UUID
    unit_id: UUID | None = None
    inspector_ids: Collection[UUID] = ()
    second_reason: str = ""
    drill: bool = False


@transaction.atomic
def hand_in(
    run_id: UUID,
    *,
    by: Actor,
    sheet: Sheet | None,
    unplanned: Unplanned | None = None,
    began_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> Run:
    """Begin and, with a sheet, submit. Sending the same thing again gives the same run."""
    somebody(by)
    known = Run.objects.filter(pk=run_id).first()
    if known is None:
        if unplanned is None:
            raise BadInput("inspection.run_unknown", field="run")
        known = _made(run_id, unplanned, by=by)
    if known.state == RunState.CANCELLED:
        raise Conflict("inspection.run_cancelled")
    if not known.is_over:
        known = start_run(run_id, by=by, at=began_at)
    return submit_run(run_id, sheet=sheet, by=by, at=ended_at) if sheet is not None else known


def _made(run_id: UUID, told: Unplanned, *, by: Actor) -> Run:
    place = place_known(told.place_id)
    unit = unit_known(told.unit_id) if told.unit_id else place.owner_unit
    if unit is None:
        raise BadInput("inspection.unit_missing", field="unit")
    facts = Facts(units=frozenset({unit.path}), places=frozenset({place.path}))
    require_at(by, "inspection.inspect", kind=RUN_KIND, facts=facts)
    require_foreign(by, unit)
    seats = {*([by.position_id] if by.position_id else []), *told.inspector_ids}
    return make_run(
        by=by,
        checklist=checklist_in_use(told.checklist_id),
        place=place,
        unit=unit,
        inspectors=list(Position.objects.in_force().filter(pk__in=seats, role="inspector")),
        client_id=run_id,
        second_reason=told.second_reason,
        drill=told.drill,
    )
