"""The list of one position over all rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.worklist.filters import ListFilters
from anlan.foundation.worklist.models import SeenMark
from anlan.foundation.worklist.sources import Counts, Group, Row, sources

MOST = 300
"""Most rows that one source gives."""
SHOWN = 100
"""Most rows on the page."""
NEVER_SEEN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Worklist:
    """What the filters leave, and how much there is of everything; ``cut`` when a source had more."""

    at: datetime
    seen_at: datetime
    rows: tuple[Row, ...]
    counts: Counts
    changed: int
    by_source: dict[str, int]
    cut: bool


def rows(viewer: Actor, at: datetime) -> tuple[Row, ...]:
    """Everything that waits for the viewer's position, the most pressing first."""
    found = [row for source in sources() for row in source.rows(viewer, at, MOST)]
    return tuple(sorted(found, key=_order))


def counts(viewer: Actor, at: datetime) -> Counts:
    """How many rows there are over all rooms."""
    told = [source.counts(viewer, at) for source in sources()]
    return Counts(
        mine=sum(one.mine for one in told),
        late=sum(one.late for one in told),
        waiting=sum(one.waiting for one in told),
    )


def seen_at(viewer: Actor, *, at: datetime) -> datetime:
    """Up to when the viewer has seen what changed; a day ago for one who never said so."""
    mark = SeenMark.objects.filter(position=viewer.position_id, person=viewer.person_id).first()
    return mark.seen_at if mark else at - NEVER_SEEN


def worklist(viewer: Actor, filters: ListFilters) -> Worklist:
    """The page; as many queries as the sources ask, and one."""
    now = clock.now()
    since = seen_at(viewer, at=now)
    everything = rows(viewer, now)
    tab = tuple(row for row in everything if in_tab(row, filters.tab, since=since))
    by_source: dict[str, int] = {}
    for row in tab:
        by_source[row.source] = by_source.get(row.source, 0) + 1
    fitting = tuple(row for row in tab if _fits(row, filters))
    return Worklist(
        at=now,
        seen_at=since,
        rows=fitting[:SHOWN],
        counts=counts(viewer, now),
        changed=sum(1 for row in everything if in_tab(row, "changed", since=since)),
        by_source=by_source,
        cut=len(everything) >= MOST or len(fitting) > SHOWN,
    )


def in_tab(row: Row, tab: str, *, since: datetime) -> bool:
    """Whether a row belongs on a tab; what is late is the viewer's as well."""
    if tab == "changed":
        return row.changed_at > since
    if tab == "mine":
        return row.group in {Group.MINE, Group.LATE}
    return row.group == tab


def _fits(row: Row, filters: ListFilters) -> bool:
    if filters.source and row.source != filters.source:
        return False
    wanted = filters.q.lower()
    return not wanted or any(wanted in text.lower() for text in (row.title, row.where, row.word))


def _order(row: Row) -> tuple[bool, int, float, str]:
    """Late first, then urgency, then the deadline."""
    far = row.due_at.timestamp() if row.due_at else float("inf")
    return row.group is not Group.LATE, -row.urgency, far, row.key
