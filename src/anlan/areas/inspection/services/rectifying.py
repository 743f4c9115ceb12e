"""Giving a finding to a unit, putting it right, saying so with proof."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from anlan.areas.inspection.events import FindingAssigned, FindingSubmitted
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.rules.proof import rectified_in_time
from anlan.areas.inspection.rules.repeats import asks_for_cause
from anlan.areas.inspection.selectors.proof import evidence_since
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.sight import unit_known
from anlan.areas.inspection.services.grasp import hold_finding, move_finding, somebody, words
from anlan.areas.inspection.states import FindingState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.bus.public import publish
from anlan.foundation.people.models import Position

BEFORE = timedelta(milliseconds=1)
"""By how much a rectification that nobody dated precedes the evidence that shows it."""


@transaction.atomic
def assign(
    finding_id: UUID,
    *,
    by: Actor,
    unit_id: UUID | None = None,
    owner_position_id: UUID | None = None,
    due_at: datetime | None = None,
    note: str = "",
) -> Finding:
    """Give it to a unit, and to a seat of it if one is named; later on to another, with the reason."""
    somebody(by)
    finding = hold_finding(finding_id, verb="inspection.assign", by=by)
    first = finding.state == FindingState.RAISED
    said = note.strip() if first else words(note, field="note")
    return dispatch(
        finding, by=by, unit_id=unit_id, owner_position_id=owner_position_id, due_at=due_at, note=said
    )


def dispatch(
    finding: Finding,
    *,
    by: Actor,
    unit_id: UUID | None = None,
    owner_position_id: UUID | None = None,
    due_at: datetime | None = None,
    note: str = "",
) -> Finding:
    """The act itself, for a finding that is held."""
    name = "assign" if finding.state == FindingState.RAISED else "reassign"
    unit = unit_known(unit_id) if unit_id else finding.unit
    owner = _owner(owner_position_id, path=unit.path)
    if due_at is not None and due_at <= clock.now():
        raise BadInput("inspection.due_passed", field="due_at")
    values = {"unit": unit, "owner_position": owner}
    if due_at is not None:
        _note_lateness(finding)
        values |= {"due_at": due_at}  # type: ignore[dict-item]
    move_finding(finding, name, by=by, note=note, **values)
    publish(
        FindingAssigned(
            finding_id=str(finding.pk),
            code=finding.code,
            unit_id=str(unit.pk),
            owner_position_id=str(owner.pk) if owner else "",
        )
    )
    return finding


@transaction.atomic
def start(finding_id: UUID, *, by: Actor, note: str = "") -> Finding:
    """The unit begins to put it right."""
    somebody(by)
    finding = hold_finding(finding_id, verb="inspection.rectify", by=by)
    return move_finding(finding, "start", by=by, note=note.strip())


@transaction.atomic
def submit(
    finding_id: UUID,
    *,
    by: Actor,
    note: str,
    rectified_at: datetime | None = None,
    cause: str = "",
    rule_change: str = "",
) -> Finding:
    """Say that it is put right, with evidence that shows it afterwards.

    Without a time it was put right just before the newest evidence of this round.
    From the third time on the cause and the changed rule belong to it. Raises BadInput, Conflict.
    """
    somebody(by)
    finding = hold_finding(finding_id, verb="inspection.rectify", by=by)
    said = words(note, field="note")
    when = rectified_at or _told_by_evidence(finding)
    if not rectified_in_time(when, began_at=finding.round_began_at, at=clock.now()):
        raise BadInput("inspection.rectified_outside", field="rectified_at")
    if not evidence_since(finding, when).exists():
        raise Conflict("inspection.proof_missing")
    values: dict[str, object] = {"rectified_at": when, "submitted_at": clock.now(), "proof_at": None}
    if asks_for_cause(finding.recurrence, cause_at=limits().cause_at):
        values["cause"] = words(cause or finding.cause, field="cause", most=500)
        values["rule_change"] = words(rule_change or finding.rule_change, field="rule_change", most=500)
    move_finding(finding, "submit", by=by, note=said, **values)
    publish(FindingSubmitted(finding_id=str(finding.pk), code=finding.code))
    return finding


def _told_by_evidence(finding: Finding) -> datetime:
    newest = evidence_since(finding, finding.round_began_at).first()
    if newest is None:
        raise Conflict("inspection.proof_missing")
    return max(newest.taken_at - BEFORE, finding.round_began_at)


def _owner(position_id: UUID | None, *, path: str) -> Position | None:
    """A seat of the unit that puts it right. Raises BadInput for another."""
    if position_id is None:
        return None
    seat = Position.objects.in_force().select_related("unit").filter(pk=position_id).first()
    if seat is None or not seat.unit.path.startswith(path):
        raise BadInput("inspection.owner_elsewhere", field="owner_position_id")
    return seat


def _note_lateness(finding: Finding) -> None:
    """A new deadline does not undo that the old one was missed."""
    if finding.late_since is None and clock.now() > finding.due_at:
        finding.late_since = finding.due_at
