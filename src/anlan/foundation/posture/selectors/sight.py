"""The way in: operations, phases and incidents the viewer may see; hidden and missing look alike."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.permission import visible
from anlan.foundation.posture.models import Incident, Operation, OperationKind, Phase


def operations_for(viewer: Actor, *, drill: bool) -> QuerySet[Operation]:
    """Operations of one world, the actual or the drill."""
    kind = OperationKind.DRILL if drill else OperationKind.EMERGENCY
    return visible(Operation.objects.filter(kind=kind), viewer, "posture.read")


def operation_for(viewer: Actor, code: str) -> Operation:
    """One operation by its code, of whichever world. Raises NotVisible."""
    rows = visible(Operation.objects.all(), viewer, "posture.read")
    found = rows.filter(code=code.strip().upper()).first()
    if found is None:
        raise NotVisible
    return found


def phases_for(viewer: Actor, operation: Operation) -> QuerySet[Phase]:
    """The phases of an operation that the viewer sees, the newest first."""
    seen = visible(Operation.objects.filter(pk=operation.pk), viewer, "posture.read")
    return Phase.objects.filter(operation__in=seen).select_related("place", "operation")


def phase_for(viewer: Actor, phase_id: UUID) -> Phase:
    """One phase by its key: whoever sees its operation sees it. Raises NotVisible."""
    seen = visible(Operation.objects.all(), viewer, "posture.read")
    rows = Phase.objects.select_related("operation", "place", "previous", "assessment")
    found = rows.filter(pk=phase_id, operation__in=seen).first()
    if found is None:
        raise NotVisible
    return found


def incidents_for(viewer: Actor, *, drill: bool) -> QuerySet[Incident]:
    """Incidents of one world that the viewer may handle."""
    rows = Incident.objects.filter(drill=drill).select_related("place", "lead__unit", "operation")
    return visible(rows, viewer, "posture.incident")


def incident_for(viewer: Actor, code: str) -> Incident:
    """One incident by its code. Raises NotVisible."""
    rows = visible(Incident.objects.select_related("place", "lead__unit"), viewer, "posture.incident")
    found = rows.filter(code=code.strip().upper()).first()
    if found is None:
        raise NotVisible
    return found
