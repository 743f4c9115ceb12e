"""What findings say about requirements: open ones endanger or break them; none proves nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from anlan.areas.command.public import Contribution, Status
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.rules.steps import weigh
from anlan.areas.inspection.states import OPEN


def contribution(directive_ids: Sequence[UUID], at: datetime) -> Mapping[UUID, Sequence[Contribution]]:
    """For each requirement with open findings one statement; one query."""
    open_ones: defaultdict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    moved: dict[UUID, datetime] = {}
    rows = Finding.objects.filter(directives__in=list(directive_ids), state__in=OPEN, drill=False).order_by()
    fields = ("directives__id", "severity", "due_at", "late_since", "state_changed_at")
    for key, severity, due_at, late_since, changed_at in rows.values_list(*fields):
        open_ones[key].append((severity, late_since is not None or due_at < at))
        moved[key] = max(moved.get(key, changed_at), changed_at)
    found = {}
    for key, given in open_ones.items():
        said = weigh(given)
        if said is not None:
            found[key] = (
                Contribution("inspection.findings", Status(said), as_of=at, progress_at=moved[key]),
            )
    return found
