"""What the viewer's own unit still owes an answer on."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from anlan.areas.command.models import Addressee
from anlan.areas.command.states import LIVE, AnswerState
from anlan.core.access import Actor
from anlan.foundation.people.permission import visible


def own_waiting(viewer: Actor, directive_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Answers at or below the viewer's unit that the viewer may give now, by requirement; one query."""
    if not viewer.unit_path or not viewer.holds("command.acknowledge"):
        return {}
    rows = visible(Addressee.objects.all(), viewer, "command.acknowledge").filter(
        directive__in=directive_ids,
        directive__state__in=LIVE,
        unit__path__startswith=viewer.unit_path,
        state__in=(AnswerState.WAITING, AnswerState.KEPT),
    )
    found: dict[UUID, tuple[UUID, ...]] = {}
    for directive, key in rows.values_list("directive_id", "pk"):
        found[directive] = (*found.get(directive, ()), key)
    return found
