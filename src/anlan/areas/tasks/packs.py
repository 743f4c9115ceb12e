"""What a doer takes along: one's own tasks in hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.selectors.sight import tasks_seen
from anlan.areas.tasks.states import IN_HAND, MOVES_OF
from anlan.core.access import Actor

MOST = 200


def tasks(viewer: Actor, at: datetime) -> dict[str, Any]:
    """The section of the phone's package: what the viewer's seat can hand in, the most pressing first."""
    if viewer.position_id is None or not viewer.holds("tasks.do"):
        return {"tasks": []}
    kinds = [kind for kind, moves in MOVES_OF.items() if "submit" in moves]
    own = tasks_seen(viewer).filter(
        owner_position=viewer.position_id, state__in=IN_HAND, obligation__in=kinds
    )
    rows = list(own.order_by("due_at", "code")[:MOST])
    counts = proof.counts(row.pk for row in rows)
    return {
        "tasks": [
            {
                "id": str(row.pk),
                "code": row.code,
                "title": row.title,
                "detail": row.detail,
                "acceptance_test": row.acceptance_test,
                "note_suffices": row.note_suffices,
                "evidence": counts.get(row.pk, 0),
                "state": row.state,
                "due_at": row.due_at.isoformat() if row.due_at else None,
                "late": row.late_since is not None or (row.due_at is not None and row.due_at < at),
            }
            for row in rows
        ]
    }


PACKS = (("tasks", tasks),)
