"""Proposing a change: written down with its source and reason, then handed to a second person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import require_at
from anlan.foundation.rulebook.access import CHANGE as CHANGE_KIND
from anlan.foundation.rulebook.events import RuleChangeProposed
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleChange
from anlan.foundation.rulebook.rules import admitting, book
from anlan.foundation.rulebook.rules.vocabulary import Hold, Precision
from anlan.foundation.rulebook.selectors.books import as_rule, chain_for, standing_of
from anlan.foundation.rulebook.services.grasp import fingerprint, hold, lock_rule, require_person, told
from anlan.foundation.rulebook.states import CHANGE, ChangeAct


@dataclass(frozen=True, slots=True)
class Plan:
    """A change as somebody wants it; ``version`` holds the value, the days, the source and the notes."""

    version: book.Version
    reason: str
    act: ChangeAct = ChangeAct.SET


def checked(plan: Plan, *, rule: Rule) -> book.Version:
    """The version that the change would set. Raises BadInput with the field and what lacks."""
    known = as_rule(rule, standing_of(rule))
    wanted = plan.version
    if not plan.reason.strip():
        raise BadInput("rulebook.reason_missing", field="reason")
    lack = ""
    if plan.act is ChangeAct.END:
        lack = "" if admitting.standing_on(wanted, rule=known) else "nothing_stands"
        wanted = replace(wanted, value=None, ends=None, source=None, grade="")
    elif plan.act is ChangeAct.CONFIRM:
        lack = admitting.lack_of_confirmation(wanted, rule=known)
        wanted = admitting.confirming(wanted, rule=known)
    lack = lack or admitting.lack_of(wanted, rule=known, chain=chain_for())
    if lack:
        raise BadInput(f"rulebook.lack_{lack}", field=FIELD_OF.get(lack, "value"))
    return wanted


FIELD_OF = {"window": "ends", "no_source": "source_title", "hold": "hold", "nothing_stands": "starts"}


@transaction.atomic
def draft_change(plan: Plan, *, by: Actor, batch: UUID | None = None) -> RuleChange:
    """Write a change down as a draft. Raises NotVisible, NotYours, BadInput."""
    person = require_person(by)
    require_at(by, "rulebook.propose", kind=CHANGE_KIND, facts=Facts(units=frozenset({by.unit_path})))
    rule = lock_rule(plan.version.rule)
    area = RuleArea.objects.filter(code=plan.version.area).first()
    if area is None:
        raise BadInput("rulebook.no_such_area", field="area", area=plan.version.area[:40])
    wanted = checked(plan, rule=rule)
    position = _position_of(by)
    change = RuleChange.objects.create(
        rule=rule,
        area=area,
        act=plan.act.value,
        reason=plan.reason.strip(),
        batch=batch,
        unit=position.unit if position else None,
        proposer_id=person,
        proposer_position=position,
        recorded_at=clock.now(),
        **_columns(wanted),
    )
    record("rulebook.draft", on=change, by=by, after=told(change))
    return change


@transaction.atomic
def propose(change_id: UUID, *, by: Actor) -> RuleChange:
    """Hand a draft to a second person; what stands now is noted. Raises NotVisible, IllegalMove, BadInput."""
    change = hold(change_id, "rulebook.propose", by=by)
    move = CHANGE.move(change.state, "propose")
    lock_rule(change.rule.code)
    checked(plan_of(change), rule=change.rule)
    change.state, change.proposed_at = move.target.value, clock.now()
    change.stands = fingerprint(change.rule)
    change.save(update_fields=["state", "proposed_at", "stands"])
    record("rulebook.propose", on=change, by=by, after=told(change))
    publish(RuleChangeProposed(change_id=str(change.pk), rule=change.rule.code))
    return change


@transaction.atomic
def withdraw(change_id: UUID, *, by: Actor) -> RuleChange:
    """Take a change back before anybody decided. Raises NotVisible, IllegalMove."""
    change = hold(change_id, "rulebook.propose", by=by)
    change.state = CHANGE.move(change.state, "withdraw").target.value
    change.save(update_fields=["state"])
    record("rulebook.withdraw", on=change, by=by, after=told(change))
    return change


def plan_of(change: RuleChange) -> Plan:
    """A written change as it was wanted."""
    source = None
    if change.source_title:
        source = book.Source(
            change.source_key,
            change.source_title,
            change.source_publisher,
            change.source_date,
            change.grade,
        )
    version = book.Version(
        change.rule.code,
        change.area.code,
        change.value,
        change.starts,
        change.ends,
        source,
        change.grade,
        Hold(change.hold),
        Precision(change.precision),
        change.cite,
        change.note,
        change.note_en,
    )
    return Plan(version, change.reason, ChangeAct(change.act))


def _position_of(by: Actor) -> Position | None:
    """The seat of the one who proposes, if they sit in one."""
    if by.position_id is None:
        return None
    return Position.objects.select_related("unit").get(pk=by.position_id)


def _columns(wanted: book.Version) -> dict[str, Any]:
    source = wanted.source
    return {
        "value": wanted.value,
        "starts": wanted.starts,
        "ends": wanted.ends,
        "precision": wanted.precision.value,
        "hold": wanted.hold.value,
        "source_title": source.title if source else "",
        "source_publisher": source.publisher if source else "",
        "source_date": source.date if source else "",
        "source_key": source.key if source else "",
        "cite": wanted.cite,
        "grade": wanted.grade,
        "note": wanted.note_zh,
        "note_en": wanted.note_en,
    }
