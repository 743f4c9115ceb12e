"""Sentences of a text that hold no requirement, said so by a person."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from anlan.areas.command.models import DraftHeading, DraftItem, DraftSentence
from anlan.areas.command.rules.spans import Pair, overlap, pairs
from anlan.areas.command.services.grasp import hold_draft_set
from anlan.areas.command.services.personal import ASK, PersonalNumbers, note_kept, reason_in
from anlan.areas.command.states import DraftState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.ledger.public import record


@transaction.atomic
def dismiss_sentences(
    draft_set_id: UUID,
    *,
    sentence_ids: Collection[UUID] | None,
    reason: str,
    by: Actor,
    numbers: PersonalNumbers = ASK,
) -> int:
    """Mark sentences as no requirement; None takes all that no draft holds. Returns how many."""
    draft_set = hold_draft_set(draft_set_id, by=by)
    why = reason_in(reason, numbers=numbers)
    rows = DraftSentence.objects.filter(draft_set=draft_set, dismissed_at=None)
    wanted = list(rows if sentence_ids is None else rows.filter(pk__in=set(sentence_ids)))
    held = [span for spans in _live_spans(draft_set.pk) for span in spans]
    free = [row.pk for row in wanted if not overlap([(row.start, row.end)], held)]
    if sentence_ids is not None and len(free) < len(wanted):
        raise BadInput("command.sentence_holds_a_draft", count=len(wanted) - len(free))
    count = DraftSentence.objects.filter(pk__in=free).update(dismissed_at=clock.now(), dismissed_reason=why)
    record(
        "command.dismiss",
        on=draft_set,
        by=by,
        note=why,
        count=count,
        after={"sentences": [str(k) for k in free]},
    )
    note_kept(draft_set, why, numbers=numbers, by=by)
    return count


@transaction.atomic
def restore_sentence(sentence_id: UUID, *, by: Actor) -> DraftSentence:
    """Look at a dismissed sentence again."""
    key = DraftSentence.objects.filter(pk=sentence_id).values_list("draft_set_id", flat=True).first()
    if key is None:
        raise NotVisible
    draft_set = hold_draft_set(key, by=by)
    sentence = DraftSentence.objects.get(pk=sentence_id)
    sentence.dismissed_at, sentence.dismissed_reason = None, ""
    sentence.save(update_fields=["dismissed_at", "dismissed_reason"])
    record("command.reopen", on=draft_set, by=by, after={"sentences": [str(sentence_id)]})
    return sentence


def _live_spans(draft_set_id: UUID) -> list[tuple[Pair, ...]]:
    """What drafts hold, and where headings begin."""
    gone = (DraftState.FOLDED, DraftState.NOT_A_REQUIREMENT)
    rows = DraftItem.objects.filter(heading__draft_set=draft_set_id).exclude(state__in=gone)
    starts = DraftHeading.objects.filter(draft_set=draft_set_id).values_list("start", flat=True)
    heads = [((start, start + 1),) for start in starts]
    return [*heads, *(pairs(spans) for spans in rows.values_list("spans", flat=True))]
