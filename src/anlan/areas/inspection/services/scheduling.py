"""Planning an inspection: who looks at what, where, and why a second time so soon."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from anlan.areas.inspection.access import RUN as RUN_KIND
from anlan.areas.inspection.models import Checklist, Run
from anlan.areas.inspection.rules.independence import is_own_unit
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import directives_seen, own_paths, place_known, unit_known
from anlan.areas.inspection.services.grasp import hold_run, move_run, somebody, words
from anlan.areas.inspection.services.numbering import RUN, next_code
from anlan.areas.inspection.states import ChecklistState, RunState
from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.public import require_at


@transaction.atomic
def schedule_run(
    *,
    by: Actor,
    checklist_id: UUID,
    place_id: UUID,
    inspector_ids: Collection[UUID],
    client_id: UUID,
    unit_id: UUID | None = None,
    due_at: datetime | None = None,
    announced: bool = False,
    second_reason: str = "",
    directive_ids: Iterable[UUID] = (),
    drill: bool = False,
) -> Run:
    """Plan a run for some inspectors. The same client key twice gives the same run.

    Raises BadInput (nobody to inspect, a second inspection without a reason), NotYours, NotVisible, Conflict.
    """
    somebody(by)
    place = place_known(place_id)
    unit = _unit(place, unit_id)
    facts = Facts(units=frozenset({unit.path}), places=frozenset({place.path}))
    require_at(by, "inspection.plan", kind=RUN_KIND, facts=facts)
    known = Run.objects.filter(pk=client_id).first()
    if known is not None:
        return _same(known, by=by)
    seats = _inspectors(inspector_ids, unit=unit)
    return make_run(
        by=by,
        checklist=checklist_in_use(checklist_id),
        place=place,
        unit=unit,
        inspectors=seats,
        client_id=client_id,
        due_at=due_at,
        announced=announced,
        second_reason=second_reason,
        directive_ids=directive_ids,
        drill=drill,
    )


def make_run(
    *,
    by: Actor,
    checklist: Checklist,
    place: Place,
    unit: Unit,
    inspectors: Collection[Position],
    client_id: UUID,
    due_at: datetime | None = None,
    announced: bool = False,
    second_reason: str = "",
    directive_ids: Iterable[UUID] = (),
    drill: bool = False,
) -> Run:
    """Write and record; the caller has checked who may."""
    reason = second_reason.strip()[:300]
    earlier = recent_run(place, subject=checklist.code, drill=drill)
    if earlier is not None and not reason:
        raise BadInput(
            "inspection.second_run",
            field="second_reason",
            code=earlier.code,
            days=limits().second_run_days,
        )
    run = Run.objects.create(
        id=client_id,
        code=next_code(RUN),
        checklist=checklist,
        subject=checklist.code,
        place=place,
        unit=unit,
        announced=announced,
        due_at=due_at,
        second_reason=reason,
        scheduled_by_id=by.position_id,
        drill=drill,
    )
    run.inspectors.set(inspectors)
    run.directives.set(directives_seen(by, directive_ids))
    after = {
        "code": run.code,
        "checklist": f"{checklist.code} {checklist.version}",
        "place": place.pk,
        "unit": unit.pk,
        "inspectors": [str(seat.pk) for seat in inspectors],
        "announced": announced,
    }
    record("inspection.plan", on=run, by=by, note=reason, after=after, drill=drill)
    return run


@transaction.atomic
def cancel_run(run_id: UUID, *, reason: str, by: Actor) -> Run:
    """Take a run off the plan, with the reason."""
    somebody(by)
    run = hold_run(run_id, verb="inspection.plan", by=by)
    said = words(reason, field="reason", most=300)
    return move_run(run, "cancel", by=by, note=said, cancel_reason=said)


def recent_run(place: Place, *, subject: str, drill: bool = False) -> Run | None:
    """The newest run of the same place and subject within the rule's days, planned or done."""
    since = clock.now() - timedelta(days=limits().second_run_days)
    rows = Run.objects.filter(place=place, subject=subject, drill=drill).exclude(state=RunState.CANCELLED)
    near = Q(submitted_at__gte=since) | Q(submitted_at=None, scheduled_at__gte=since)
    return rows.filter(near).order_by("-scheduled_at").first()


def checklist_in_use(checklist_id: UUID) -> Checklist:
    """A published version that is in force. Raises Conflict, NotVisible."""
    found = Checklist.objects.filter(pk=checklist_id).first()
    if found is None:
        raise NotVisible
    if found.state != ChecklistState.PUBLISHED:
        raise Conflict("inspection.checklist_not_in_use")
    return found


def _unit(place: Place, unit_id: UUID | None) -> Unit:
    """The unit that is inspected: the one named, else the one that keeps the place."""
    if unit_id is not None:
        return unit_known(unit_id)
    if place.owner_unit is None:
        raise BadInput("inspection.unit_missing", field="unit_id")
    return place.owner_unit


def _inspectors(ids: Collection[UUID], *, unit: Unit) -> list[Position]:
    """Seats that inspect, none of them held by somebody of the inspected unit."""
    seats = list(Position.objects.in_force().filter(pk__in=set(ids), role="inspector"))
    if not seats or len(seats) != len(set(ids)):
        raise BadInput("inspection.inspectors_missing", field="inspector_ids")
    holders = Appointment.objects.in_force().filter(position__in=seats).select_related("person")
    for held in holders:
        if is_own_unit(unit.path, own_paths(held.person_id)):
            raise NotYours("inspection.own_unit", unit=unit.name, who=held.person.name)
    return seats


def _same(known: Run, *, by: Actor) -> Run:
    if known.scheduled_by_id != by.position_id:
        raise Conflict("inspection.client_id_used")
    return known
