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
from anlan.core.kernel.ids import array_text


def contribution(directive_ids: Sequence[UUID], at: datetime) -> Mapping[UUID, Sequence[Contribution]]:
    """For each requirement with open findings one statement; one query."""
    open_ones: defaultdict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    moved: dict[UUID, datetime] = {}
    links = Finding.directives.through.objects.extra(
        where=["directive_id = ANY(%s::uuid[])"], params=[array_text(directive_ids)]
    )
    rows = links.filter(finding__state__in=OPEN, finding__drill=False).order_by()
    told = ("severity", "due_at", "late_since", "state_changed_at")
    lines = rows.values_list("directive_id", *(f"finding__{name}" for name in told))
    for key, severity, due_at, late_since, changed_at in lines:
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
