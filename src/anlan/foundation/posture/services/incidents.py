"""Light incidents: opened in one call, grown into an operation without retyping, or closed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import require
from anlan.foundation.posture.events import IncidentGrown, IncidentOpened
from anlan.foundation.posture.models import Incident, Operation
from anlan.foundation.posture.selectors.spans import place_of
from anlan.foundation.posture.services.numbering import INCIDENT, next_code
from anlan.foundation.posture.services.operations import OperationPlan, open_operation
from anlan.foundation.posture.states import INCIDENT as MACHINE


@transaction.atomic
def open_incident(
    *,
    place_id: UUID,
    kind: str,
    lead_id: UUID,
    by: Actor,
    what: str = "",
    drill: bool = False,
    client_id: UUID | None = None,
) -> Incident:
    """Open a light incident: where, what kind, who leads. Once on the client's id."""
    place = place_of(place_id)
    require(by, "posture.incident", place)
    code = next_code(INCIDENT)
    known = Incident.objects.filter(client_id=client_id).first() if client_id else None
    if known is not None:
        return _own_or_hidden(known, by=by)
    if not kind.strip():
        raise BadInput("posture.field_missing", field="kind")
    lead = Position.objects.filter(pk=lead_id).first()
    if lead is None:
        raise BadInput("posture.field_missing", field="lead")
    incident = Incident.objects.create(
        client_id=client_id,
        code=code,
        place=place,
        kind=kind.strip(),
        lead=lead,
        what=what.strip(),
        drill=drill,
        opened_by_id=by.person_id,
        opened_position_id=by.position_id,
    )
    record("posture.incident", on=incident, by=by, after=_told(incident), drill=drill)
    publish(
        IncidentOpened(
            incident_id=str(incident.pk),
            code=incident.code,
            place_id=str(place.pk),
            kind=incident.kind,
            lead_id=str(lead.pk),
            drill=drill,
        )
    )
    return incident


@transaction.atomic
def grow_incident(incident_id: UUID, *, plan: OperationPlan, by: Actor) -> Operation:
    """Make an operation of an incident; both stay, joined. A drill grows into a drill only."""
    incident = _held(incident_id, verb="posture.open", by=by)
    state = MACHINE.move(incident.state, "grow").target.value
    operation = open_operation(plan, by=by)
    if operation.drill != incident.drill:
        raise BadInput("posture.two_worlds", field="kind")
    before, incident.state = incident.state, state
    incident.closed_at, incident.operation = clock.now(), operation
    incident.save(update_fields=["state", "closed_at", "operation"])
    record(
        "posture.grow_incident",
        on=incident,
        by=by,
        before={"state": before},
        after=_told(incident) | {"operation": operation.code},
        drill=incident.drill,
    )
    publish(IncidentGrown(incident_id=str(incident.pk), operation_id=str(operation.pk), drill=incident.drill))
    return operation


@transaction.atomic
def close_incident(incident_id: UUID, *, reason: str, by: Actor) -> Incident:
    """Close an incident that has been dealt with."""
    incident = _held(incident_id, verb="posture.incident", by=by)
    if not reason.strip():
        raise BadInput("posture.reason_missing", field="reason")
    before, incident.state = incident.state, MACHINE.move(incident.state, "close").target.value
    incident.closed_at = clock.now()
    incident.save(update_fields=["state", "closed_at"])
    record(
        "posture.close_incident",
        on=incident,
        by=by,
        note=reason.strip(),
        before={"state": before},
        after={"state": incident.state},
        drill=incident.drill,
    )
    return incident


def _held(incident_id: UUID, *, verb: str, by: Actor) -> Incident:
    incident = Incident.objects.select_for_update(of=("self",)).filter(pk=incident_id).first()
    if incident is None:
        raise NotVisible
    require(by, verb, incident)
    return incident


def _own_or_hidden(incident: Incident, *, by: Actor) -> Incident:
    """The incident of a repeated press; somebody else's key finds nothing."""
    if incident.opened_by_id != by.person_id:
        raise NotVisible
    return incident


def _told(incident: Incident) -> dict[str, str]:
    return {
        "code": incident.code,
        "place": str(incident.place_id),
        "kind": incident.kind,
        "lead": str(incident.lead_id),
        "what": incident.what,
        "state": incident.state,
    }
