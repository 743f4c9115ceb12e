"""The register: requirements with their units, figures and status, grouped, a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from anlan.areas.command.models import Addressee, Directive, Indicator
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.rules.status import Status, Verdict, roll_up, tally
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.selectors.register_query import SHOWN_STATES, items_left
from anlan.areas.command.selectors.sight import directives
from anlan.areas.command.selectors.units import Chip, group_kinds, group_label, unit_chips
from anlan.areas.command.selectors.verdicts import judged, status_of_directives
from anlan.core.access import Actor
from anlan.core.kernel import clock

ROWS_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One item as a line: ``answers`` are acknowledged of addressed units."""

    directive: Directive
    verdict: Verdict
    leads: tuple[Chip, ...]
    lead_label: str
    helpers: tuple[Chip, ...]
    helper_label: str
    indicator: Indicator | None
    answered: int
    addressed: int
    objected: int


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
    """One page of the register; ``counts`` are of everything the other filters leave."""

    filters: RegisterFilters
    at: datetime
    total: int
    counts: Mapping[Status, int]
    matched: int
    groups: tuple[RegisterGroup, ...]
    page: int
    pages: int
    lead_units: int


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
    verdicts = {key: one.verdict for key, one in judged(left, at=now).items()}
    keys = list(verdicts)
    wanted = [key for key in keys if not filters.status or verdicts[key].status == filters.status]
    pages = max(1, -(-len(wanted) // page_size))
    page = min(filters.page, pages)
    first = (page - 1) * page_size if offset is None else offset
    shown = wanted[first : first + page_size]
    rows = _rows(shown, verdicts=verdicts)
    return RegisterPage(
        filters=filters,
        at=now,
        total=len(keys),
        counts=tally(verdicts[key].status for key in keys),
        matched=len(wanted),
        groups=_grouped(viewer, rows, filters=filters, verdicts=verdicts, at=now),
        page=page,
        pages=pages,
        lead_units=_lead_units(left),
    )


def _rows(keys: Sequence[UUID], *, verdicts: Mapping[UUID, Verdict]) -> list[RegisterRow]:
    loaded = Directive.objects.select_related("meeting", "parent", "lead_unit").in_bulk(list(keys))
    addressed: defaultdict[UUID, list[Addressee]] = defaultdict(list)
    for row in (
        Addressee.objects.filter(directive__in=keys)
        .select_related("unit")
        .order_by("directive", "-role", "unit__order", "unit__code")
    ):
        addressed[row.directive_id].append(row)
    chips = unit_chips(row.unit_id for rows in addressed.values() for row in rows)
    indicators: dict[UUID, Indicator] = {}
    for indicator in Indicator.objects.filter(directive__in=keys).order_by("-order"):
        indicators[indicator.directive_id] = indicator
    return [
        _row(
            loaded[key],
            verdict=verdicts[key],
            addressed=addressed[key],
            chips=chips,
            indicator=indicators.get(key),
        )
        for key in keys
    ]


def _row(
    directive: Directive,
    *,
    verdict: Verdict,
    addressed: Sequence[Addressee],
    chips: Mapping[UUID, Chip],
    indicator: Indicator | None,
) -> RegisterRow:
    leads = tuple(chips[row.unit_id] for row in addressed if row.role == AddressRole.LEAD)
    helpers = tuple(chips[row.unit_id] for row in addressed if row.role == AddressRole.HELPER)
    label = (
        group_label(directive.lead_group) if directive.lead_group else "、".join(chip.name for chip in leads)
    )
    kinds = {kind for code in directive.helper_groups for kind in group_kinds(code)}
    single = [
        chips[row.unit_id].name
        for row in addressed
        if row.role == AddressRole.HELPER and row.unit.kind not in kinds
    ]
    return RegisterRow(
        directive=directive,
        verdict=verdict,
        leads=leads,
        lead_label=label,
        helpers=helpers,
        helper_label="、".join([*map(group_label, directive.helper_groups), *single]),
        indicator=indicator,
        answered=sum(1 for row in addressed if row.acknowledged_at is not None),
        addressed=len(addressed),
        objected=sum(1 for row in addressed if row.state == "objected"),
    )


def _grouped(
    viewer: Actor,
    rows: Sequence[RegisterRow],
    *,
    filters: RegisterFilters,
    verdicts: Mapping[UUID, Verdict],
    at: datetime,
) -> tuple[RegisterGroup, ...]:
    if filters.group == "unit":
        return _by(rows, key=_unit_key)
    if filters.group == "deadline":
        return _by(rows, key=lambda row: (window_of(row.directive, at=at), "", None), order=WINDOWS)
    groups = _by(rows, key=_heading_key, rolled=_rolled_headings(rows, at=at))
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


WINDOWS = ("overdue", "today", "week", "later", "repeats", "none")


def window_of(directive: Directive, *, at: datetime) -> str:
    """Into which window of the list by deadline a requirement falls."""
    if directive.due_at is None:
        return "repeats" if directive.repeats else "none"
    if directive.due_at < at:
        return "overdue"
    days = (directive.due_at - at).total_seconds() / 86_400
    return "today" if days <= 1 else "week" if days <= 7 else "later"


def _rolled_headings(rows: Sequence[RegisterRow], *, at: datetime) -> dict[UUID, Verdict]:
    """A heading's status counts all its items, also those that filters hide."""
    return status_of_directives({row.directive.parent_id for row in rows if row.directive.parent_id}, at=at)


def _bare_headings(viewer: Actor, filters: RegisterFilters) -> tuple[RegisterGroup, ...]:
    """Headings issued ahead of their parts; only where nothing else narrows the list."""
    if filters.narrowed and filters.to_query() != filters.__class__(meeting=filters.meeting).to_query():
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
