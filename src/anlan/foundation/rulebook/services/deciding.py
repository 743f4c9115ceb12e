"""Deciding a change: a second person puts it into the book, or says why not."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.rulebook.events import RuleChanged
from anlan.foundation.rulebook.models import RuleChange, RuleVersion
from anlan.foundation.rulebook.selectors.changes import waiting
from anlan.foundation.rulebook.services.grasp import (
    hold,
    lock_rule,
    require_other,
    require_person,
    require_unchanged,
    told,
)
from anlan.foundation.rulebook.services.proposing import checked, plan_of
from anlan.foundation.rulebook.services.putting import SAID, make_room
from anlan.foundation.rulebook.services.putting import told as told_versions
from anlan.foundation.rulebook.states import CHANGE, ChangeAct

MOST_AT_ONCE = 500


@transaction.atomic
def approve(change_id: UUID, *, by: Actor, note: str = "") -> RuleChange:
    """Put a proposed change into the book. Raises NotVisible, NotYours, IllegalMove, Conflict, BadInput."""
    change = hold(change_id, "rulebook.approve", by=by)
    move = CHANGE.move(change.state, "approve")
    require_other(change, by=by)
    lock_rule(change.rule.code)
    require_unchanged(change)
    _apply(change, by=by, note=note, state=move.target.value)
    return change


@transaction.atomic
def approve_batch(batch: UUID, *, by: Actor) -> int:
    """Approve what one import proposed; all or nothing, each with its own line. Raises as ``approve``."""
    rows = waiting(by).filter(batch=batch).select_related("rule")[:MOST_AT_ONCE]
    stands_otherwise = set()
    for one in rows:
        change = hold(one.pk, "rulebook.approve", by=by)
        require_other(change, by=by)
        lock_rule(change.rule.code)
        if change.rule_id not in stands_otherwise:
            require_unchanged(change)
        stands_otherwise.add(change.rule_id)
        _apply(change, by=by, note="", state=CHANGE.move(change.state, "approve").target.value)
    return len(rows)


@transaction.atomic
def reject(change_id: UUID, *, by: Actor, note: str) -> RuleChange:
    """Leave the book as it is and say why. Raises NotVisible, NotYours, IllegalMove, BadInput."""
    change = hold(change_id, "rulebook.approve", by=by)
    move = CHANGE.move(change.state, "reject")
    require_other(change, by=by)
    if not note.strip():
        raise BadInput("rulebook.note_missing", field="note")
    _decide(change, by=by, note=note, state=move.target.value)
    record("rulebook.reject", on=change, by=by, note=note, after=told(change))
    return change


def _apply(change: RuleChange, *, by: Actor, note: str, state: str) -> None:
    checked(plan_of(change), rule=change.rule)
    at = clock.now()
    replaced = make_room(change.rule, change.area, starts=change.starts, ends=change.ends, at=at)
    made = None
    if change.act != ChangeAct.END:
        made = RuleVersion.objects.create(
            id=new_id(),
            rule=change.rule,
            area=change.area,
            starts=change.starts,
            ends=change.ends,
            confirmed_title=by.title or by.label,
            confirmed_person_id=by.person_id,
            confirmed_position_id=by.position_id,
            confirmed_at=at,
            recorded_at=at,
            **{name: getattr(change, name) for name in SAID},
        )
    change.made = made
    _decide(change, by=by, note=note, state=state)
    record(
        "rulebook.approve",
        on=change,
        by=by,
        note=note,
        before={"versions": told_versions(replaced)},
        after=told(change),
    )
    publish(
        RuleChanged(
            rule=change.rule.code,
            area=change.area.code,
            starts=change.starts.isoformat(),
            ends=change.ends.isoformat() if change.ends else "",
            version_id=str(made.pk) if made else "",
        )
    )


def _decide(change: RuleChange, *, by: Actor, note: str, state: str) -> None:
    change.state = state
    change.decider_id = require_person(by)
    change.decider_position_id = by.position_id
    change.decided_at = clock.now()
    change.decision_note = note.strip()
    change.save(update_fields=["state", "decider", "decider_position", "decided_at", "decision_note", "made"])
