"""One act of issuing, afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from anlan.areas.command.models import Addressee, Directive, IssueBatch
from anlan.areas.command.models.choices import DirectiveKind
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.selectors.sight import draft_sets_seen
from anlan.areas.command.states import DraftState
from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible


@dataclass(frozen=True, slots=True)
class IssuedBatch:
    """What went out at once: items, headings, units told, and drafts that are still to come."""

    batch: IssueBatch
    items: int
    headings: int
    units: int
    first: str
    last: str
    left: int
    answer_hours: int


def issued_batch(viewer: Actor, batch_id: UUID) -> IssuedBatch:
    """The summary of a batch whose reading the viewer may see. Raises NotVisible."""
    batch = (
        IssueBatch.objects.select_related("draft_set__meeting", "draft_set__source")
        .filter(pk=batch_id)
        .first()
    )
    if batch is None or not draft_sets_seen(viewer).filter(pk=batch.draft_set_id).exists():
        raise NotVisible
    rows = list(Directive.objects.filter(batch=batch).order_by("order").values_list("pk", "code", "kind"))
    items = [row for row in rows if row[2] == DirectiveKind.ITEM]
    told = Addressee.objects.filter(directive__batch=batch).values("unit").distinct().count()
    open_states = (DraftState.OPEN, DraftState.CONFIRMED)
    drafts = batch.draft_set.headings.filter(items__state__in=open_states)
    return IssuedBatch(
        batch=batch,
        items=len(items),
        headings=len(rows) - len(items),
        units=told,
        first=items[0][1] if items else rows[0][1],
        last=items[-1][1] if items else rows[-1][1],
        left=drafts.count(),
        answer_hours=limits().answer_hours,
    )
