"""The status of many requirements at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.rules.status import Case, Status, Verdict, roll_up, status_of
from anlan.areas.command.selectors.contributions import contributions_of
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.states import LIVE, AnswerState, DirectiveState
from anlan.core.kernel import clock

ITEM_COLUMNS = ("pk", "state", "issued_at", "due_at", "state_changed_at")


def status_of_directives(directive_ids: Iterable[UUID], *, at: datetime | None = None) -> dict[UUID, Verdict]:
    """Verdicts by key: items by themselves, headings from their live items; a constant number of queries."""
    wanted = set(directive_ids)
    now = at or clock.now()
    kinds = dict(Directive.objects.filter(pk__in=wanted).values_list("pk", "kind"))
    headings = {key for key, kind in kinds.items() if kind == DirectiveKind.HEADING}
    children = Directive.objects.filter(parent__in=headings, kind=DirectiveKind.ITEM).values_list(
        "pk", "parent_id"
    )
    parent_of = {key: parent for key, parent in children if parent is not None}
    items = (set(kinds) - headings) | set(parent_of)
    judged = _judged(items, at=now)
    below: defaultdict[UUID, list[Status]] = defaultdict(list)
    for key, (verdict, counts) in judged.items():
        if counts and key in parent_of:
            below[parent_of[key]].append(verdict.status)
    found = {key: verdict for key, (verdict, _) in judged.items() if key in wanted}
    return found | {key: Verdict(roll_up(below[key])) for key in headings}


def _judged(items: set[UUID], *, at: datetime) -> dict[UUID, tuple[Verdict, bool]]:
    """Each item's verdict, and whether it counts for its heading (it is in force or done)."""
    said = contributions_of(sorted(items), at=at)
    objected = set(
        Addressee.objects.filter(directive__in=items, state=AnswerState.OBJECTED).values_list(
            "directive_id", flat=True
        )
    )
    taken = dict(
        Addressee.objects.filter(directive__in=items, role=AddressRole.LEAD, acknowledged_at__isnull=False)
        .order_by("acknowledged_at")
        .values_list("directive_id", "acknowledged_at")
    )
    counting = {*LIVE, DirectiveState.FULFILLED}
    judged = {}
    for row in Directive.objects.filter(pk__in=items).values(*ITEM_COLUMNS):
        case = Case(
            state=row["state"],
            issued_at=row["issued_at"] or row["state_changed_at"],
            due_at=row["due_at"],
            contributions=said.get(row["pk"], ()),
            objected=row["pk"] in objected,
            acknowledged_at=taken.get(row["pk"]),
        )
        judged[row["pk"]] = (status_of(case, at=at, limits=limits()), row["state"] in counting)
    return judged
