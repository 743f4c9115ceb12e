"""Facts of units for those who compare them: their requirements by status, and answers that came late."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from anlan.areas.command.models import Addressee
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.rules.status import Status
from anlan.areas.command.selectors.register_query import SHOWN_STATES
from anlan.areas.command.selectors.sight import addressees, directives
from anlan.areas.command.selectors.verdicts import judged
from anlan.areas.command.states import COUNTING, LIVE, AnswerState
from anlan.core.access import Actor


@dataclass(slots=True)
class UnitFacts:
    """One unit by its path: requirements it leads by status, answers that are or came late."""

    statuses: dict[UUID, Status] = field(default_factory=dict)
    answers_late: int = 0

    @property
    def counts(self) -> Counter[Status]:
        """How many of each status."""
        return Counter(self.statuses.values())


def facts_by_unit(viewer: Actor, *, at: datetime) -> Mapping[str, UnitFacts]:
    """By the path of each lead unit that the viewer sees: a constant number of queries."""
    items = directives(viewer).filter(kind=DirectiveKind.ITEM, state__in=SHOWN_STATES).order_by()
    statuses = {one.id: one.verdict.status for one in judged(items, at=at)}
    found: defaultdict[str, UnitFacts] = defaultdict(UnitFacts)
    leads = Addressee.objects.filter(directive__in=items.values("pk"), role=AddressRole.LEAD).order_by()
    for directive, path in leads.values_list("directive", "unit__path"):
        found[path].statuses[directive] = statuses[directive]
    waiting = Q(state=AnswerState.WAITING, answer_due_at__lt=at, directive__state__in=LIVE)
    late = addressees(viewer).filter(waiting | Addressee.late(), directive__state__in=COUNTING).order_by()
    for path, number in late.values_list("unit__path").annotate(number=Count("pk", distinct=True)):
        found[path].answers_late = number
    return found
