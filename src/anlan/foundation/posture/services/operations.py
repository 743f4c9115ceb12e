"""Opening and ending an operation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require_at
from anlan.foundation.posture.access import OPERATION as KIND
from anlan.foundation.posture.events import OperationEnded, OperationOpened
from anlan.foundation.posture.models import LEVELS, Operation, OperationKind, Phase
from anlan.foundation.posture.services.grasp import hold_operation
from anlan.foundation.posture.services.lapsing import sweep
from anlan.foundation.posture.services.numbering import OPERATION, next_code
from anlan.foundation.posture.states import OPERATION as MACHINE
from anlan.foundation.posture.states import PhaseState

NORMAL, NORMAL_EN = "常态", "Normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPlan:
    """What opening asks for: the matter, the level, how long, and by what right (required by law)."""

    kind: str
    matter: str
    level: str
    title: str
    legal_basis: str
    expected_until: datetime
    title_en: str = ""
    playbook: str = ""
    playbook_version: str = ""


@transaction.atomic
def draft_operation(plan: OperationPlan, *, by: Actor) -> Operation:
    """Write an operation down without opening it."""
    require_at(by, "posture.open", kind=KIND, facts=Facts())
    _refuse_faults(plan)
    operation = Operation.objects.create(
        code=next_code(OPERATION),
        kind=plan.kind,
        matter=plan.matter,
        level=plan.level,
        title=plan.title.strip(),
        title_en=plan.title_en.strip(),
        legal_basis=plan.legal_basis.strip(),
        expected_until=plan.expected_until,
        playbook=plan.playbook,
        playbook_version=plan.playbook_version,
        opened_by_id=by.person_id,
        opened_position_id=by.position_id,
    )
    record(
        "posture.draft_operation",
        on=operation,
        by=by,
        after=_told(operation),
        drill=operation.drill,
    )
    return operation


@transaction.atomic
def open_drafted(operation_id: UUID, *, by: Actor) -> Operation:
    """Open an operation: from now on its base phase holds everywhere."""
    operation = hold_operation(operation_id)
    require_at(by, "posture.open", kind=KIND, facts=Facts())
    operation.state = MACHINE.move(operation.state, "open").target.value
    operation.opened_at = clock.now()
    operation.opened_by_id, operation.opened_position_id = by.person_id, by.position_id
    operation.save(update_fields=["state", "opened_at", "opened_by", "opened_position"])
    Phase.objects.create(
        operation=operation,
        base=True,
        key="normal",
        title=NORMAL,
        title_en=NORMAL_EN,
        state=PhaseState.IN_FORCE,
        starts=operation.opened_at,
        author_id=by.person_id,
        author_position_id=by.position_id,
    )
    record("posture.open", on=operation, by=by, after=_told(operation), drill=operation.drill)
    publish(
        OperationOpened(
            operation_id=str(operation.pk),
            code=operation.code,
            playbook=operation.playbook,
            drill=operation.drill,
        )
    )
    return operation


@transaction.atomic
def open_operation(plan: OperationPlan, *, by: Actor) -> Operation:
    """Write an operation down and open it at once."""
    return open_drafted(draft_operation(plan, by=by).pk, by=by)


@transaction.atomic
def end_operation(operation_id: UUID, *, reason: str, by: Actor) -> Operation:
    """End an operation explicitly, once nothing but its base phase is in force."""
    operation = hold_operation(operation_id)
    require_at(by, "posture.end", kind=KIND, facts=Facts())
    if not reason.strip():
        raise BadInput("posture.reason_missing", field="reason")
    state = MACHINE.move(operation.state, "end").target.value
    now = clock.now()
    sweep(operation, at=now)
    in_force = Phase.objects.filter(operation=operation, state=PhaseState.IN_FORCE)
    held = in_force.filter(base=False).count()
    if held:
        raise Conflict("posture.phases_in_force", count=held)
    in_force.update(state=PhaseState.LIFTED, ended_at=now, end_reason=reason.strip())
    before, operation.state = operation.state, state
    operation.ended_at, operation.end_reason = now, reason.strip()
    operation.save(update_fields=["state", "ended_at", "end_reason"])
    record(
        "posture.end",
        on=operation,
        by=by,
        note=reason.strip(),
        before={"state": before},
        after={"state": operation.state},
        drill=operation.drill,
    )
    publish(OperationEnded(operation_id=str(operation.pk), code=operation.code, drill=operation.drill))
    return operation


def _refuse_faults(plan: OperationPlan) -> None:
    for field in ("matter", "title", "legal_basis"):
        if not getattr(plan, field).strip():
            raise BadInput("posture.field_missing", field=field)
    if plan.kind not in OperationKind.values:
        raise BadInput("posture.field_missing", field="kind")
    if plan.level not in dict(LEVELS):
        raise BadInput("posture.field_missing", field="level")
    if plan.expected_until <= clock.now():
        raise BadInput("posture.expected_until_past", field="expected_until")


def _told(operation: Operation) -> dict[str, str]:
    return {
        "code": operation.code,
        "kind": operation.kind,
        "matter": operation.matter,
        "level": operation.level,
        "title": operation.title,
        "legal_basis": operation.legal_basis,
        "playbook": operation.playbook,
        "version": operation.playbook_version,
        "state": operation.state,
    }
