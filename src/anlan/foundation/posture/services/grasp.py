"""Taking hold of what an act changes: the operation first, so that acts on it come one after another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.foundation.people.public import require
from anlan.foundation.posture.models import Operation, Phase
from anlan.foundation.posture.states import OperationState


def hold_operation(operation_id: UUID) -> Operation:
    """An operation under a lock: whoever else acts on it waits. Raises NotVisible."""
    operation = Operation.objects.select_for_update().filter(pk=operation_id).first()
    if operation is None:
        raise NotVisible
    return operation


def hold_open(operation_id: UUID) -> Operation:
    """An open operation under a lock. Raises NotVisible or Conflict."""
    operation = hold_operation(operation_id)
    if operation.state != OperationState.OPEN:
        raise Conflict("posture.operation_not_open", code=operation.code)
    return operation


def hold_phase(phase_id: UUID, *, verb: str, by: Actor) -> Phase:
    """A phase of an open operation, both under their locks. Raises NotVisible, NotYours, Conflict."""
    operation_id = Phase.objects.filter(pk=phase_id).values_list("operation_id", flat=True).first()
    if operation_id is None:
        raise NotVisible
    operation = hold_operation(operation_id)
    rows = Phase.objects.select_for_update(of=("self",))
    phase = rows.select_related("place", "previous", "assessment").get(pk=phase_id)
    phase.operation = operation
    require(by, verb, phase)
    if operation.state != OperationState.OPEN:
        raise Conflict("posture.operation_not_open", code=operation.code)
    return phase


def told(phase: Phase) -> dict[str, Any]:
    """What the ledger keeps of a phase."""
    return {
        "operation": phase.operation.code,
        "place": str(phase.place_id or ""),
        "title": phase.title,
        "state": phase.state,
        "way": phase.way,
        "reason": phase.reason,
        "document_hash": phase.document_hash,
        "lapses_at": phase.lapses_at.isoformat() if phase.lapses_at else "",
    }


def ids(phase: Phase) -> dict[str, Any]:
    """The keys that every event about a phase carries."""
    return {
        "phase_id": str(phase.pk),
        "operation_id": str(phase.operation_id),
        "place_id": str(phase.place_id or ""),
        "drill": phase.operation.drill,
    }
