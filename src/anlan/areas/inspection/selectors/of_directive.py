"""The findings of one requirement, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Value, When

from anlan.areas.inspection.selectors.listing import FindingRow, rows_of
from anlan.areas.inspection.selectors.sight import SHOWN_WITH, findings_seen
from anlan.areas.inspection.states import OPEN
from anlan.core.access import Actor

MOST = 20


@dataclass(frozen=True, slots=True)
class FindingsOf:
    """The rows shown, open ones first; how many are open and how many there are."""

    rows: tuple[FindingRow, ...]
    open: int
    total: int


def findings_of(viewer: Actor, directive_id: UUID, *, at: datetime) -> FindingsOf:
    """What the viewer sees of a requirement's findings; four queries."""
    seen = findings_seen(viewer).filter(directives=directive_id)
    first = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
    rows = seen.select_related(*SHOWN_WITH).order_by(first, "due_at")[:MOST]
    shown = rows_of(rows, at=at)
    total = seen.count() if len(shown) == MOST else len(shown)
    return FindingsOf(tuple(shown), seen.filter(state__in=OPEN).count(), total)
