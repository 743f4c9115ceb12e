"""What the command board shows one viewer at one instant; a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.areas.command.public import (
    RegisterFilters,
    RegisterGroup,
    Status,
    minuted_meetings,
    register,
)
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.plan import svg_map
from anlan.foundation.campus.selectors import Lodging, drawn_within, gates_within, lodging, roots_for
from anlan.foundation.ui.parts import DayEvent, Need
from anlan.surfaces.console.needs import needs_of
from anlan.surfaces.console.today import events_of

STATUS_CLAUSES = {
    Status.NOT_MET: _("%(count)s 项未达标"),
    Status.AT_RISK: _("%(count)s 项有风险"),
    Status.NO_DATA: _("%(count)s 项无数据"),
    Status.ON_TRACK: _("%(count)s 项推进中"),
    Status.MET: _("%(count)s 项达标"),
}
WORST_FIRST = (Status.NOT_MET, Status.AT_RISK, Status.NO_DATA, Status.ON_TRACK, Status.MET)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One heading: who leads its items, how many units have acknowledged, when the next one falls due."""

    no: str
    text: str
    url: str
    leads: tuple[str, ...]
    counts: Mapping[Status, int]
    answered: int
    addressed: int
    objected: int
    next_due: datetime | None
    status: Status
    days_late: int


@dataclass(frozen=True, slots=True)
class CampusCell:
    """A campus and how many people live there now."""

    place: Place
    lodging: Lodging
    current: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the opening sentence; what is off target is bold."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board; ``counts`` are headings by status."""

    at: datetime
    meeting: object | None
    rows: tuple[BoardRow, ...]
    counts: Mapping[Status, int]
    items: int
    needs: tuple[Need, ...]
    events: tuple[DayEvent, ...]
    cells: tuple[CampusCell, ...]
    campus: Place | None
    plan: str
    gates: tuple[Place, ...]

    @property
    def sentence(self) -> tuple[Clause, ...]:
        """The counts in words, the worst first."""
        told = ((status, self.counts[status]) for status in WORST_FIRST)
        off = {Status.NOT_MET, Status.AT_RISK}
        return tuple(Clause(STATUS_CLAUSES[status] % {"count": n}, status in off) for status, n in told if n)


def board_for(viewer: Actor, *, campus: str = "", meeting_id: UUID | None = None) -> Board:
    """The board of a viewer; ``campus`` and ``meeting_id`` choose what is shown large."""
    now = clock.now()
    held = minuted_meetings(viewer)
    meeting = next((one for one in held if one.pk == meeting_id), held[0] if held else None)
    rows, items = _rows(viewer, meeting.pk, at=now) if meeting else ((), 0)
    cells, chosen = _campuses(viewer, campus)
    inside = drawn_within(viewer, chosen) if chosen else []
    return Board(
        at=now,
        meeting=meeting,
        rows=rows,
        counts={status: sum(1 for row in rows if row.status is status) for status in WORST_FIRST},
        items=items,
        needs=needs_of(viewer, at=now),
        events=events_of(viewer, at=now),
        cells=cells,
        campus=chosen,
        plan=svg_map(chosen, inside) if chosen else "",
        gates=tuple(gates_within(inside)),
    )


def _rows(viewer: Actor, meeting_id: UUID, *, at: datetime) -> tuple[tuple[BoardRow, ...], int]:
    page = register(viewer, RegisterFilters(meeting=meeting_id, origin="central"), at=at)
    return tuple(_row(group) for group in page.groups if group.heading), page.total


def _row(group: RegisterGroup) -> BoardRow:
    """A group of the register as one line of the board."""
    rows = group.rows
    leads = dict.fromkeys(row.lead_label for row in rows if row.lead_label)
    open_dues = [
        row.directive.due_at for row in rows if row.directive.due_at and row.verdict.status is not Status.MET
    ]
    return BoardRow(
        no=group.no,
        text=group.label,
        url=group.heading.get_absolute_url() if group.heading else "",
        leads=tuple(leads),
        counts=group.counts,
        answered=sum(row.answered for row in rows),
        addressed=sum(row.addressed for row in rows),
        objected=sum(row.objected for row in rows),
        next_due=min(open_dues, default=None),
        status=group.status,
        days_late=max((row.verdict.days for row in rows), default=0),
    )


def _campuses(viewer: Actor, code: str) -> tuple[tuple[CampusCell, ...], Place | None]:
    roots = roots_for(viewer)
    chosen = next((root for root in roots if root.code == code), roots[0] if roots else None)
    told = lodging([root.path for root in roots]) if roots else {}
    cells = tuple(CampusCell(root, told.get(root.path, Lodging()), root is chosen) for root in roots)
    return cells, chosen
