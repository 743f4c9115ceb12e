"""The register: requirements with their units, figures and status, grouped, a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.rules.status import Status, Verdict, roll_up, tally
from anlan.areas.command.selectors.register_filters import EVERY_ORIGIN, RegisterFilters
from anlan.areas.command.selectors.register_query import SHOWN_STATES, items_left, origin_shown, others_left
from anlan.areas.command.selectors.register_rows import RegisterRow, register_rows
from anlan.areas.command.selectors.sight import directives
from anlan.areas.command.selectors.verdicts import Judged, judged, status_of_headings
from anlan.areas.command.states import DirectiveState
from anlan.core.access import Actor
from anlan.core.kernel import clock

ROWS_A_PAGE = 100
EVERY_ROW = 20_000
"""Enough for what is printed or exported whole."""


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """Lines under one head; by requirement the head is a heading with its status rolled up."""

    key: str
    label: str
    no: str
    status: Status
    counts: Mapping[Status, int]
    rows: tuple[RegisterRow, ...]
    heading: Directive | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register; ``counts`` are of everything the other filters leave.

    ``origin`` is whose requirements are shown, ``unasked_origin`` whose are when nobody asks for some;
    ``others`` counts those relayed and added by units.
    """

    filters: RegisterFilters
    at: datetime
    total: int
    counts: Mapping[Status, int]
    matched: int
    groups: tuple[RegisterGroup, ...]
    page: int
    pages: int
    lead_units: int
    origin: str
    unasked_origin: str
    others: int


def register(
    viewer: Actor,
    filters: RegisterFilters,
    *,
    at: datetime | None = None,
    page_size: int = ROWS_A_PAGE,
    offset: int | None = None,
) -> RegisterPage:
    """The register as the viewer sees it now; rows from ``offset`` on, else those of the filters' page."""
    now = at or clock.now()
    left = items_left(viewer, filters, at=now)
    heard = judged(left, at=now)
    wanted = [one for one in heard if one.verdict.status == filters.status] if filters.status else heard
    pages = max(1, -(-len(wanted) // page_size))
    page = min(filters.page, pages)
    first = (page - 1) * page_size if offset is None else offset
    rows = register_rows(wanted[first : first + page_size], at=now)
    return RegisterPage(
        filters=filters,
        at=now,
        total=len(heard),
        counts=tally(one.verdict.status for one in heard),
        matched=len(wanted),
        groups=_grouped(viewer, rows, filters=filters, heard=heard, at=now),
        page=page,
        pages=pages,
        lead_units=_lead_units(left),
        origin=origin_shown(viewer, filters),
        unasked_origin=origin_shown(viewer, replace(filters, origin="")),
        others=others_left(viewer, filters, at=now),
    )


def _grouped(
    viewer: Actor,
    rows: Sequence[RegisterRow],
    *,
    filters: RegisterFilters,
    heard: Sequence[Judged],
    at: datetime,
) -> tuple[RegisterGroup, ...]:
    if filters.group == "unit":
        return _by(rows, key=_unit_key)
    if filters.group == "deadline":
        return _by(rows, key=lambda row: (window_of(row.directive, at=at), "", None), order=WINDOWS)
    groups = _by(rows, key=_heading_key, rolled=_rolled_headings(rows, heard=heard, at=at))
    return groups + _bare_headings(viewer, filters)


GroupKey = tuple[str, str, Directive | None]


def _by(
    rows: Iterable[RegisterRow],
    *,
    key: Callable[[RegisterRow], GroupKey],
    order: Sequence[str] = (),
    rolled: Mapping[UUID, Verdict] | None = None,
) -> tuple[RegisterGroup, ...]:
    """Rows under their heads in the order of first appearance, or in a given one."""
    held: dict[str, tuple[GroupKey, list[RegisterRow]]] = {}
    for row in rows:
        head = key(row)
        held.setdefault(head[0], (head, []))[1].append(row)
    groups = [_group(head, below, rolled=rolled or {}) for head, below in held.values()]
    return tuple(sorted(groups, key=lambda one: order.index(one.key)) if order else groups)


def _group(head: GroupKey, rows: Sequence[RegisterRow], *, rolled: Mapping[UUID, Verdict]) -> RegisterGroup:
    key, label, heading = head
    counts = tally(row.verdict.status for row in rows)
    own = rolled.get(heading.pk) if heading else None
    status = own.status if own else roll_up(row.verdict.status for row in rows)
    return RegisterGroup(
        key=key,
        label=label,
        no=heading.no if heading else "",
        status=status,
        counts=counts,
        rows=tuple(rows),
        heading=heading,
    )


def _heading_key(row: RegisterRow) -> GroupKey:
    parent = row.directive.parent
    return (str(parent.pk), parent.text, parent) if parent else (row.directive.origin, "", None)


def _unit_key(row: RegisterRow) -> GroupKey:
    if row.directive.lead_group:
        return f"group:{row.directive.lead_group}", row.lead_label, None
    return str(row.directive.lead_unit_id), row.lead_label, None


WINDOWS = ("overdue", "today", "week", "later", "repeats", "none", "done")


def window_of(directive: Directive, *, at: datetime) -> str:
    """Into which window of the list by deadline a requirement falls; what is done is due no more."""
    if directive.state == DirectiveState.FULFILLED:
        return "done"
    if directive.due_at is None:
        return "repeats" if directive.repeats else "none"
    if directive.due_at < at:
        return "overdue"
    days = (directive.due_at - at).total_seconds() / 86_400
    return "today" if days <= 1 else "week" if days <= 7 else "later"


def _rolled_headings(
    rows: Sequence[RegisterRow], *, heard: Sequence[Judged], at: datetime
) -> dict[UUID, Verdict]:
    """A heading's status counts all its items, also those that filters hide."""
    above = {row.directive.parent_id for row in rows if row.directive.parent_id}
    return status_of_headings(above, at=at, known=[one for one in heard if one.parent_id in above])


def _bare_headings(viewer: Actor, filters: RegisterFilters) -> tuple[RegisterGroup, ...]:
    """Headings issued ahead of their parts; only where nothing else narrows the list."""
    plain = RegisterFilters(meeting=filters.meeting, origin=filters.origin, group=filters.group)
    if filters != plain or filters.origin not in {"", EVERY_ORIGIN, Origin.CENTRAL}:
        return ()
    rows = directives(viewer).filter(kind=DirectiveKind.HEADING, state__in=SHOWN_STATES, children=None)
    rows = rows.filter(meeting=filters.meeting) if filters.meeting else rows
    return tuple(
        _group((str(row.pk), row.text, row), (), rolled={row.pk: Verdict(Status.NO_DATA)})
        for row in rows.order_by("-meeting__held_on", "order")[:ROWS_A_PAGE]
    )


def _lead_units(items: QuerySet[Directive]) -> int:
    leads = Addressee.objects.filter(directive__in=items.order_by().values("pk"), role=AddressRole.LEAD)
    return leads.values("unit").distinct().count()
