"""The status of many requirements at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.rules.status import Case, Status, Verdict, roll_up, status_of
from anlan.areas.command.selectors.contributions import contributions_of
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.states import LIVE, AnswerState, DirectiveState
from anlan.core.kernel import clock

ITEM_COLUMNS = ("pk", "parent_id", "state", "issued_at", "due_at", "state_changed_at")
COUNTING = frozenset({*LIVE, DirectiveState.FULFILLED})


@dataclass(frozen=True, slots=True)
class Judged:
    """An item's verdict, its heading, and whether it counts there (it is in force or done)."""

    verdict: Verdict
    parent_id: UUID | None
    counts: bool


def status_of_directives(directive_ids: Iterable[UUID], *, at: datetime | None = None) -> dict[UUID, Verdict]:
    """Verdicts by key: items by themselves, headings from their live items; a constant number of queries."""
    wanted = set(directive_ids)
    now = at or clock.now()
    rows = Directive.objects.filter(kind=DirectiveKind.ITEM)
    items = judged(rows.filter(Q(pk__in=wanted) | Q(parent__in=wanted)).order_by("order", "pk"), at=now)
    found = {key: one.verdict for key, one in items.items() if key in wanted}
    return found | rolled_up(wanted - set(found), items.values())


def rolled_up(headings: Iterable[UUID], items: Iterable[Judged]) -> dict[UUID, Verdict]:
    """The verdicts of headings from their items that count."""
    below: defaultdict[UUID, list[Status]] = defaultdict(list)
    for one in items:
        if one.counts and one.parent_id is not None:
            below[one.parent_id].append(one.verdict.status)
    return {key: Verdict(roll_up(below[key])) for key in headings}


def judged(items: QuerySet[Directive], *, at: datetime) -> dict[UUID, Judged]:
    """The verdict of each item in the order of the query: one query, and those of the sources."""
    said_no = Addressee.objects.filter(directive=OuterRef("pk"), state=AnswerState.OBJECTED)
    taken = Addressee.objects.filter(
        directive=OuterRef("pk"), role=AddressRole.LEAD, acknowledged_at__isnull=False
    )
    rows = items.annotate(
        objected=Exists(said_no),
        taken_at=Subquery(taken.order_by("-acknowledged_at").values("acknowledged_at")[:1]),
    ).values_list(*ITEM_COLUMNS, "objected", "taken_at")
    loaded = list(rows)
    said = contributions_of([row[0] for row in loaded], at=at)
    figures = limits()
    found = {}
    for key, parent, state, issued_at, due_at, changed_at, objected, taken_at in loaded:
        case = Case(state, issued_at or changed_at, due_at, said.get(key, ()), objected, taken_at)
        found[key] = Judged(status_of(case, at=at, limits=figures), parent, counts=state in COUNTING)
    return found
