"""Taking hold of a change: locked, seen, and told to the ledger."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict, NotVisible, NotYours
from anlan.foundation.people.public import require
from anlan.foundation.rulebook.models import Rule, RuleChange
from anlan.foundation.rulebook.selectors.books import standing_of
from anlan.foundation.rulebook.selectors.changes import sees


def hold(change_id: UUID, verb: str, *, by: Actor) -> RuleChange:
    """A change under a lock, for whoever sees it and holds the verb on it. Raises NotVisible, NotYours."""
    rows = RuleChange.objects.select_for_update(of=("self",)).select_related("rule", "area", "unit")
    change = rows.filter(pk=change_id).first()
    if change is None or not sees(by, change):
        raise NotVisible
    require(by, verb, change, read="rulebook.propose" if verb == "rulebook.approve" else None)
    return change


def lock_rule(code: str) -> Rule:
    """A rule under a lock: changes of one rule happen one after the other. Raises NotVisible."""
    rule = Rule.objects.select_for_update().filter(code=code).first()
    if rule is None:
        raise NotVisible
    return rule


def fingerprint(rule: Rule) -> str:
    """Which versions of a rule stand, as one hash."""
    return sha256(" ".join(sorted(str(row.pk) for row in standing_of(rule))).encode()).hexdigest()


def require_person(by: Actor) -> UUID:
    """People propose and decide, jobs do not. Raises NotYours."""
    if by.person_id is None:
        raise NotYours("rulebook.person_decides")
    return by.person_id


def require_other(change: RuleChange, *, by: Actor) -> None:
    """Whoever proposed does not decide, in whatever position. Raises NotYours."""
    if require_person(by) == change.proposer_id:
        raise NotYours("rulebook.own_change")


def require_unchanged(change: RuleChange) -> None:
    """What stood when it was proposed still stands. Raises Conflict."""
    if change.stands != fingerprint(change.rule):
        raise Conflict("rulebook.stands_otherwise", rule=change.rule.code)


def told(change: RuleChange) -> dict[str, Any]:
    """What the ledger keeps of a change."""
    return {
        "rule": change.rule.code,
        "area": change.area.code,
        "act": change.act,
        "state": change.state,
        "value": change.value,
        "starts": change.starts.isoformat(),
        "ends": change.ends.isoformat() if change.ends else None,
        "source": change.source_title,
        "grade": change.grade,
        "reason": change.reason,
    }
