"""What the command board shows one viewer at one instant; a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.areas.command.public import HeadingLine, Status, heading_lines, minuted_meeting
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
    rows: tuple[HeadingLine, ...]
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
    meeting = minuted_meeting(viewer, wanted=meeting_id)
    rows = heading_lines(viewer, meeting.pk, at=now) if meeting else ()
    cells, chosen = _campuses(viewer, campus)
    inside = drawn_within(viewer, chosen) if chosen else []
    return Board(
        at=now,
        meeting=meeting,
        rows=rows,
        counts={status: sum(1 for row in rows if row.status is status) for status in WORST_FIRST},
        items=sum(row.items for row in rows),
        needs=needs_of(viewer, at=now),
        events=events_of(viewer, at=now),
        cells=cells,
        campus=chosen,
        plan=svg_map(chosen, inside) if chosen else "",
        gates=tuple(gates_within(inside)),
    )


def _campuses(viewer: Actor, code: str) -> tuple[tuple[CampusCell, ...], Place | None]:
    roots = roots_for(viewer)
    chosen = next((root for root in roots if root.code == code), roots[0] if roots else None)
    told = lodging([root.path for root in roots]) if roots else {}
    cells = tuple(CampusCell(root, told.get(root.path, Lodging()), root is chosen) for root in roots)
    return cells, chosen
