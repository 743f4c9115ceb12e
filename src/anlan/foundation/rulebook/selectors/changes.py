"""Changes that a viewer may see: of the own unit to whoever proposes, all to whoever approves."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import allowed, visible
from anlan.foundation.rulebook.models import Rule, RuleChange
from anlan.foundation.rulebook.states import CHANGE, ChangeState

PROPOSE, APPROVE = "rulebook.propose", "rulebook.approve"


def changes_seen(viewer: Actor) -> QuerySet[RuleChange]:
    """Changes in the viewer's reach; somebody else's draft only to its unit."""
    own = visible(RuleChange.objects.all(), viewer, PROPOSE)
    decided = visible(RuleChange.objects.exclude(state=ChangeState.DRAFT), viewer, APPROVE)
    rows = own | decided
    return rows.select_related(
        "rule", "area", "unit", "proposer", "proposer_position__unit", "decider", "decider_position__unit"
    )


def waiting(viewer: Actor) -> QuerySet[RuleChange]:
    """Changes that wait for this viewer: proposed, approvable, and not by themselves."""
    rows = visible(RuleChange.objects.filter(state=ChangeState.PROPOSED), viewer, APPROVE)
    return rows.exclude(proposer_id=viewer.person_id).order_by("proposed_at", "pk")


def sees(viewer: Actor, change: RuleChange) -> bool:
    """Whether the viewer may see this change; the list and this agree."""
    if allowed(viewer, PROPOSE, change):
        return True
    return change.state != ChangeState.DRAFT and allowed(viewer, APPROVE, change)


def change_for(viewer: Actor, change_id: UUID) -> RuleChange:
    """One change. Raises NotVisible."""
    found = changes_seen(viewer).filter(pk=change_id).first()
    if found is None:
        raise NotVisible
    return found


def changes_of(viewer: Actor, rule: Rule) -> QuerySet[RuleChange]:
    """Changes of one rule, the newest first."""
    return changes_seen(viewer).filter(rule=rule).order_by("-recorded_at", "-pk")


def acts_on(viewer: Actor, change: RuleChange) -> tuple[str, ...]:
    """The names of the acts that its state and the viewer allow now."""
    own = change.proposer_id == viewer.person_id
    return tuple(
        move.name
        for move in CHANGE.moves_from(change.state)
        if allowed(viewer, move.verb, change) and (move.verb == PROPOSE or not own)
    )
