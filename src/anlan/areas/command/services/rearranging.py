"""Cutting the text differently: split, merge, add, dismiss, and the undoing of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from anlan.areas.command.models import DraftHeading, DraftItem, DraftSet, DraftStep
from anlan.areas.command.rules.spans import Pair, checked, merge, original, overlap, pairs, split
from anlan.areas.command.services.drafting import who
from anlan.areas.command.services.grasp import hold_draft, hold_draft_set, hold_drafts
from anlan.areas.command.services.personal import ASK, PersonalNumbers, note_kept, reason_in
from anlan.areas.command.states import DRAFT, DraftState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.core.kernel.ids import new_id
from anlan.foundation.ledger.public import record

CARRIED = [
    "lead_unit_id",
    "lead_group",
    "helper_ids",
    "helper_groups",
    "due_at",
    "due_all_day",
    "repeats",
    "deadline_text",
    "no_deadline",
    "verifier_id",
    "place_ids",
    "grounds",
    "obligation",
    "condition",
    "relayed",
    "sure",
    "no_target",
]
"""What parts of a split, or the whole of a merge, take over; wording and indicator are decided anew."""


@transaction.atomic
def split_draft(draft_id: UUID, *, at: int, by: Actor) -> DraftStep:
    """Cut a draft in two at an offset of the body; both parts say their own words of the source."""
    draft_set, item = _hold_one(draft_id, by=by)
    body = draft_set.source.body
    halves = split(body, pairs(item.spans), at=at)
    parts = [_part(item, spans=spans, body=body) for spans in halves]
    return _replace(draft_set, [item], parts, kind=DraftStep.Kind.SPLIT, by=by)


@transaction.atomic
def merge_drafts(draft_ids: Collection[UUID], *, by: Actor) -> DraftStep:
    """Make one draft of several of one heading; it takes over what the first one holds."""
    draft_set = _set_of(draft_ids, by=by)
    items = hold_drafts(draft_ids, by=by)
    if len(items) < 2 or len({item.heading_id for item in items}) != 1:
        raise BadInput("command.merge_needs_one_heading", count=len(items))
    body = draft_set.source.body
    spans = merge(body, (pairs(item.spans) for item in items))
    return _replace(
        draft_set, items, [_part(items[0], spans=spans, body=body)], kind=DraftStep.Kind.MERGE, by=by
    )


@transaction.atomic
def add_draft(draft_set_id: UUID, *, start: int, end: int, heading_id: UUID | None, by: Actor) -> DraftStep:
    """Make a draft of a selection that no other holds; without a heading it gets one of its own words."""
    draft_set = hold_draft_set(draft_set_id, by=by)
    body = draft_set.source.body
    span = checked(body, start, end)
    taken = DraftItem.objects.filter(heading__draft_set=draft_set).exclude(state=DraftState.FOLDED)
    if any(overlap([span], pairs(spans)) for spans in taken.values_list("spans", flat=True)):
        raise BadInput("command.span_taken", start=span[0], end=span[1])
    heading = _heading_for(draft_set, heading_id, span=span, body=body)
    item = DraftItem(heading=heading, start=span[0], spans=[list(span)], text=original(body, [span]))
    item.save()
    record("command.add_draft", on=item, by=by, after={"spans": item.spans})
    return _step(draft_set, DraftStep.Kind.ADD, before=(), after=[item], by=by)


@transaction.atomic
def dismiss_draft(draft_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> DraftStep:
    """Say that a draft is not a requirement, and why."""
    draft_set, item = _hold_one(draft_id, by=by)
    why = reason_in(reason, numbers=numbers)
    item.state = DRAFT.move(item.state, "dismiss").target.value
    item.dismissed_reason = why
    item.version += 1
    item.save(update_fields=["state", "dismissed_reason", "version"])
    record("command.dismiss", on=item, by=by, note=why, after={"state": item.state})
    note_kept(item, why, numbers=numbers, by=by)
    return _step(draft_set, DraftStep.Kind.DISMISS, before=[item], after=(), by=by)


@transaction.atomic
def undo_step(step_id: UUID, *, by: Actor) -> DraftStep:
    """Undo a split, merge, addition or dismissal; Conflict when something was built on it meanwhile."""
    key = DraftStep.objects.filter(pk=step_id).values_list("draft_set_id", flat=True).first()
    if key is None:
        raise NotVisible
    draft_set = hold_draft_set(key, by=by)
    step = DraftStep.objects.select_for_update().get(pk=step_id)
    if step.undone_at is not None:
        raise Conflict("command.already_undone")
    after = _rows(step.after)
    if any(item.state not in {DraftState.OPEN, DraftState.CONFIRMED} for item in after):
        raise Conflict("command.built_upon")
    for item in after:
        _move(item, "fold", by=by)
    for item in _rows(step.before):
        _move(item, "reopen" if step.kind == DraftStep.Kind.DISMISS else "unfold", by=by)
    step.undone_at = clock.now()
    step.save(update_fields=["undone_at"])
    record("command.undo", on=draft_set, by=by, after={"step": str(step.pk)})
    return step


def _hold_one(draft_id: UUID, *, by: Actor) -> tuple[DraftSet, DraftItem]:
    """The reading first, then the draft, so that rearrangements of one reading queue up."""
    draft_set = _set_of([draft_id], by=by)
    return draft_set, hold_draft(draft_id, by=by)


def _set_of(draft_ids: Collection[UUID], *, by: Actor) -> DraftSet:
    keys = set(
        DraftItem.objects.filter(pk__in=set(draft_ids)).values_list("heading__draft_set_id", flat=True)
    )
    if len(keys) != 1:
        raise NotVisible if not keys else BadInput("command.merge_needs_one_heading", count=len(draft_ids))
    return hold_draft_set(keys.pop(), by=by)


def _rows(keys: Iterable[UUID]) -> list[DraftItem]:
    return list(DraftItem.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk"))


def _part(item: DraftItem, *, spans: Sequence[Pair], body: str) -> DraftItem:
    """A new draft over other spans that keeps what was filled in."""
    lead = (item.lead_span[0], item.lead_span[1]) if item.lead_span else None
    carried: dict[str, Any] = {name: getattr(item, name) for name in CARRIED}
    return DraftItem(
        heading=item.heading,
        start=spans[0][0],
        spans=[list(span) for span in spans],
        lead_span=item.lead_span,
        text=original(body, spans, lead=lead),
        kept_numbers_reason=item.kept_numbers_reason,
        **carried,
    )


def _replace(
    draft_set: DraftSet,
    old: Sequence[DraftItem],
    new: Sequence[DraftItem],
    *,
    kind: DraftStep.Kind,
    by: Actor,
) -> DraftStep:
    """Fold the old drafts away and put the new ones in their place; the demand goes to the first."""
    for item in old:
        _move(item, "fold", by=by)
    for item in new:
        item.save()
        record("command.rearrange", on=item, by=by, after={"spans": item.spans, "text": item.text})
    return _step(draft_set, kind, before=old, after=new, by=by)


def _move(item: DraftItem, name: str, *, by: Actor) -> None:
    item.state = DRAFT.move(item.state, name).target.value
    item.version += 1
    item.save(update_fields=["state", "version"])
    record("command.rearrange", on=item, by=by, after={"state": item.state})


def _step(
    draft_set: DraftSet,
    kind: DraftStep.Kind,
    *,
    before: Iterable[DraftItem],
    after: Iterable[DraftItem],
    by: Actor,
) -> DraftStep:
    return DraftStep.objects.create(
        draft_set=draft_set,
        kind=kind,
        before=[item.pk for item in before],
        after=[item.pk for item in after],
        made_by=who(by),
    )


def _heading_for(draft_set: DraftSet, heading_id: UUID | None, *, span: Pair, body: str) -> DraftHeading:
    if heading_id is not None:
        heading = draft_set.headings.filter(pk=heading_id).first()
        if heading is None:
            raise NotVisible
        return heading
    last = draft_set.headings.aggregate(last=Max("order"))["last"] or 0
    return DraftHeading.objects.create(
        id=new_id(),
        draft_set=draft_set,
        no=str(last + 1),
        order=last + 1,
        text=body[span[0] : span[1]],
        start=span[0],
        end=span[1],
    )
