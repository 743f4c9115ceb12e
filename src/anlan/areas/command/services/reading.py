"""From what was read in a text to the rows of a draft set, with suggestions and their grounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from anlan.areas.command.models import DraftHeading, DraftItem, DraftSentence, DraftSet, DraftSuggestion
from anlan.areas.command.models.choices import Direction
from anlan.areas.command.rules.deadlines import due_of
from anlan.areas.command.rules.filling import Ground
from anlan.areas.command.rules.spans import original
from anlan.areas.command.selectors.rulebook import group_named
from anlan.core.minutes.body import Span
from anlan.core.minutes.model import Deadline, Minutes, Part, Requirement
from anlan.foundation.indicators.public import suggest
from anlan.foundation.people.public import gazetteer

LONGEST_DEADLINE = 120


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a printed name means: a unit, a group, or neither."""

    printed: str
    unit_id: UUID | None = None
    group: str = ""


class Names:
    """The units in force by every name they go by; a name of several units means none."""

    def __init__(self) -> None:
        found: defaultdict[str, set[UUID]] = defaultdict(set)
        for name, unit_id in gazetteer():
            found[name.strip().lower()].add(unit_id)
        self._unit_of = {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}

    def meant(self, printed: str) -> Owner:
        """Whom a printed name means."""
        group = group_named(printed)
        if group is not None:
            return Owner(printed, group=group.code)
        return Owner(printed, unit_id=self._unit_of.get(printed.strip().lower()))


def lay_out(draft_set: DraftSet, read: Minutes) -> list[DraftItem]:
    """Write headings, items, sentences and what the text itself suggests; return the items in order."""
    names = Names()
    items: list[DraftItem] = []
    suggestions: list[DraftSuggestion] = []
    headings = [
        _heading(draft_set, found, order=order) for order, found in enumerate(read.requirements, start=1)
    ]
    for heading, found in zip(headings, read.requirements, strict=True):
        for part in found.parts or (_whole(found),):
            item = _item(heading, part, body=read.body)
            suggestions += _from_text(item, part, names=names)
            items.append(item)
    DraftHeading.objects.bulk_create(headings)
    DraftItem.objects.bulk_create(items)
    DraftSuggestion.objects.bulk_create(suggestions)
    DraftSentence.objects.bulk_create(
        DraftSentence(draft_set=draft_set, start=one.span.start, end=one.span.end) for one in read.sentences
    )
    return items


def _heading(draft_set: DraftSet, found: Requirement, *, order: int) -> DraftHeading:
    return DraftHeading(
        draft_set=draft_set,
        no=found.no,
        order=order,
        speaker=(found.speaker or "")[:60],
        speaker_role=(found.speaker_role or "")[:120],
        marker=(found.marker or "")[:30],
        text=found.heading or found.no,
        start=found.span.start,
        end=found.span.end,
        relayed=found.relayed,
    )


def _whole(found: Requirement) -> Part:
    """A requirement without parts is its own only part."""
    return Part(
        no=f"{found.no}-1", text="", span=found.span, kind="standing", relayed=found.relayed, sure=0.5
    )


def _item(heading: DraftHeading, part: Part, *, body: str) -> DraftItem:
    span, lead = (part.span.start, part.span.end), _pair(part.lead)
    return DraftItem(
        heading=heading,
        start=span[0],
        spans=[list(span)],
        lead_span=list(lead) if lead else None,
        text=original(body, [span], lead=lead),
        obligation=part.kind,
        condition=part.condition or "",
        relayed=part.relayed,
        sure=part.sure,
    )


def _pair(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _from_text(item: DraftItem, part: Part, *, names: Names) -> Iterable[DraftSuggestion]:
    """What the text names is filled in, with its ground; what it only hints at is offered."""
    owners = [names.meant(printed) for printed in part.owners]
    if owners:
        yield from _owners(item, owners, span=part.span)
    if part.deadline is not None:
        yield _deadline(item, part.deadline)
    for one in suggest(item.text):
        yield _suggestion(item, "measures", value={"measures": [one.code]}, label=one.zh, span=part.span)
    if part.kind == "prohibition":
        zero = {"indicator_target": "0", "indicator_direction": Direction.EQUAL.value}
        yield _suggestion(item, "indicator_target", value=zero, label="0", span=part.span)


def _owners(item: DraftItem, owners: list[Owner], *, span: Span) -> Iterable[DraftSuggestion]:
    lead = next((owner for owner in owners if owner.unit_id or owner.group), None)
    for owner in owners:
        value = {"lead_unit": str(owner.unit_id) if owner.unit_id else None, "lead_group": owner.group}
        known = owner.unit_id is not None or bool(owner.group)
        yield _suggestion(item, "lead_unit", value=value if known else None, label=owner.printed, span=span)
    if lead is None:
        return
    item.lead_unit_id, item.lead_group = lead.unit_id, lead.group
    item.grounds["lead_unit"] = _ground(lead.printed, span)
    helpers = [owner for owner in owners if owner is not lead and (owner.unit_id or owner.group)]
    if helpers:
        item.helper_ids = [owner.unit_id for owner in helpers if owner.unit_id]
        item.helper_groups = [owner.group for owner in helpers if owner.group]
        item.grounds["helpers"] = _ground("、".join(owner.printed for owner in helpers), span)


def _deadline(item: DraftItem, deadline: Deadline) -> DraftSuggestion:
    due, text = due_of(deadline.due), deadline.text[:LONGEST_DEADLINE]
    item.due_at, item.due_all_day = due.at, due.all_day
    item.repeats, item.deadline_text = deadline.repeats or "", text
    item.grounds["due_at"] = _ground(text, deadline.span)
    value = {
        "due_at": due.at.isoformat() if due.at else None,
        "due_all_day": due.all_day,
        "repeats": deadline.repeats or "",
        "deadline_text": text,
    }
    return _suggestion(item, "due_at", value=value, label=text, span=deadline.span)


def _ground(printed: str, span: Span) -> dict[str, Any]:
    return {"kind": Ground.TEXT.value, "label": printed, "span": [span.start, span.end]}


def _suggestion(
    item: DraftItem, field: str, *, value: Mapping[str, Any] | None, label: str, span: Span
) -> DraftSuggestion:
    return DraftSuggestion(
        item=item,
        field=field,
        value=dict(value or {}),
        label=label,
        ground=DraftSuggestion.Ground.TEXT,
        span=[span.start, span.end],
    )
