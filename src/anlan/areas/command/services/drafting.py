"""Filling drafts: saved field by field, so that two clerks on one draft lose nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.areas.command.models import DraftHeading, DraftItem, DraftSet, DraftSuggestion
from anlan.areas.command.rules.editing import Side, collisions
from anlan.areas.command.rules.filling import HEADING_FIELDS, ITEM_FIELDS, Ground, Lack, group_of, lacks
from anlan.areas.command.selectors.draft_values import filled, heading_values, item_values
from anlan.areas.command.services.draft_fields import cleaned, put
from anlan.areas.command.services.grasp import hold, hold_draft, hold_drafts, hold_heading
from anlan.areas.command.services.personal import (
    ASK,
    FREE_TEXT,
    PersonalNumbers,
    kept_reason,
    note_kept,
    reason_in,
    screened_values,
)
from anlan.areas.command.states import DRAFT, DraftState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible
from anlan.foundation.ledger.public import record


class DraftConflict(Conflict):
    """Somebody else set the same fields meanwhile; ``sides`` hold both, nothing was saved."""

    code = "command.draft_conflict"

    def __init__(self, sides: tuple[Side, ...], *, version: int) -> None:
        self.sides = sides
        self.version = version
        super().__init__(
            self.code,
            fields=" ".join(side.field for side in sides),
            who=sides[0].who,
            at=sides[0].at,
            version=version,
        )


@transaction.atomic
def autosave(
    draft_id: UUID, *, version: int, fields: Mapping[str, object], by: Actor, numbers: PersonalNumbers = ASK
) -> DraftItem:
    """Set fields of a draft that was seen at a version.

    What others set meanwhile in other fields stays; the same field set to something else raises DraftConflict
    and saves nothing. A confirmed draft opens again when its content changes. Raises BadInput
    ``command.personal_numbers`` for free text with phone or identity numbers while nobody decided about them.
    """
    item = hold_draft(draft_id, by=by)
    _require_editable(item)
    values = _screened(item, cleaned(fields, allowed=ITEM_FIELDS), numbers=numbers)
    current = item_values(item)
    _refuse_collisions(values, seen=version, current=current, row=item)
    changed = {field: value for field, value in values.items() if current[field] != value}
    if not changed:
        return item
    if item.state == DraftState.CONFIRMED and set(changed) != {"note"}:
        item.state = DRAFT.move(item.state, "reopen").target.value
    item.kept_numbers_reason = _reason(values, numbers=numbers) or item.kept_numbers_reason
    _set(item, changed, by=by, ground=_by_person())
    record("command.fill", on=item, by=by, before={f: current[f] for f in changed}, after=changed)
    return item


@transaction.atomic
def autosave_heading(
    heading_id: UUID, *, version: int, fields: Mapping[str, object], by: Actor, numbers: PersonalNumbers = ASK
) -> DraftHeading:
    """Set defaults of a heading; they show at once in its drafts that have nothing of their own."""
    heading = hold_heading(heading_id, by=by)
    current = heading_values(heading)
    values = screened_values(cleaned(fields, allowed=HEADING_FIELDS), numbers=numbers, known=current)
    _refuse_collisions(values, seen=version, current=current, row=heading)
    changed = {field: value for field, value in values.items() if current[field] != value}
    if not changed:
        return heading
    _set(heading, changed, by=by, ground=_by_person())
    note_kept(heading, str(changed.get("deadline_text", "")), numbers=numbers, by=by)
    record("command.fill", on=heading, by=by, before={f: current[f] for f in changed}, after=changed)
    return heading


@transaction.atomic
def apply_to_selected(
    draft_ids: Collection[UUID],
    *,
    fields: Mapping[str, object],
    by: Actor,
    numbers: PersonalNumbers = ASK,
) -> int:
    """Set the same fields on several drafts of one reading; returns how many changed."""
    values = screened_values(cleaned(fields, allowed=HEADING_FIELDS), numbers=numbers, known={})
    items = hold_drafts(draft_ids, by=by)
    changed_count = 0
    for item in items:
        _require_editable(item)
        current = item_values(item)
        changed = {field: value for field, value in values.items() if current[field] != value}
        if changed:
            if item.state == DraftState.CONFIRMED:
                item.state = DRAFT.move(item.state, "reopen").target.value
            item.kept_numbers_reason = _reason(changed, numbers=numbers) or item.kept_numbers_reason
            _set(item, changed, by=by, ground=_by_person())
            record("command.fill", on=item, by=by, before={f: current[f] for f in changed}, after=changed)
            changed_count += 1
    return changed_count


@transaction.atomic
def accept_suggestion(suggestion_id: UUID, *, version: int, by: Actor) -> DraftItem:
    """Take over what the text or an earlier requirement offers; the ground stays with the value."""
    suggestion = DraftSuggestion.objects.select_related("directive").filter(pk=suggestion_id).first()
    if suggestion is None:
        raise NotVisible
    item = hold_draft(suggestion.item_id, by=by)
    _require_editable(item)
    if not suggestion.value:
        raise BadInput("command.suggestion_names_nobody", name=suggestion.label)
    values = cleaned(suggestion.value, allowed=ITEM_FIELDS)
    current = item_values(item)
    if "measures" in values:
        values["measures"] = list(dict.fromkeys([*current["measures"], *values["measures"]]))
    _refuse_collisions(values, seen=version, current=current, row=item)
    if item.state == DraftState.CONFIRMED:
        item.state = DRAFT.move(item.state, "reopen").target.value
    ground: dict[str, Any] = {"kind": suggestion.ground, "label": suggestion.label}
    if suggestion.span:
        ground["span"] = suggestion.span
    _set(item, values, by=by, ground=ground)
    record(
        "command.take_over",
        on=item,
        by=by,
        note=suggestion.label,
        before={f: current[f] for f in values},
        after=values,
    )
    return item


@transaction.atomic
def confirm_draft(draft_id: UUID, *, version: int, by: Actor) -> DraftItem:
    """A person stands behind a draft: what flowed in from the heading becomes its own.

    A missing deadline or target is confirmed as "not set yet" and shown so; a missing lead unit is refused.
    """
    item = hold_draft(draft_id, by=by)
    if item.version != version:
        raise Conflict("command.draft_changed", version=item.version)
    arrow = DRAFT.move(item.state, "confirm")
    effective = filled(item)
    values = dict(effective.values)
    missing = lacks(values)
    if Lack.LEAD in missing:
        raise BadInput("command.lead_missing", field="lead_unit")
    values["no_deadline"] = Lack.DEADLINE in missing or bool(values["no_deadline"])
    values["no_target"] = Lack.TARGET in missing or bool(values["no_target"])
    put(item, values)
    for group, ground in effective.grounds.items():
        if ground is Ground.HEADING:
            item.grounds[group] = {"kind": Ground.HEADING.value, "label": item.heading.no}
    item.state = arrow.target.value
    item.version += 1
    item.save()
    record("command.confirm", on=item, by=by, after=values)
    return item


@transaction.atomic
def reopen_draft(draft_id: UUID, *, by: Actor) -> DraftItem:
    """Take a confirmation or a dismissal back."""
    item = hold_draft(draft_id, by=by)
    if item.state == DraftState.OPEN:
        return item
    item.state = DRAFT.move(item.state, "reopen").target.value
    item.dismissed_reason = ""
    item.version += 1
    item.save(update_fields=["state", "dismissed_reason", "version"])
    record("command.reopen", on=item, by=by)
    return item


@transaction.atomic
def drop_draft_set(draft_set_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> DraftSet:
    """Put a reading aside of which nothing was issued, such as a text imported twice."""
    draft_set = hold(DraftSet, draft_set_id, verb="command.draft", by=by)
    why = reason_in(reason, numbers=numbers)
    if draft_set.batches.exists() or draft_set.dropped_at is not None:
        raise Conflict(
            "command.already_issued" if draft_set.dropped_at is None else "command.draft_set_dropped"
        )
    draft_set.dropped_at, draft_set.dropped_reason = clock.now(), why
    draft_set.save(update_fields=["dropped_at", "dropped_reason"])
    record("command.drop", on=draft_set, by=by, note=why)
    note_kept(draft_set, why, numbers=numbers, by=by)
    return draft_set


def who(by: Actor) -> str:
    """How a person is named beside what they set."""
    return " ".join(part for part in (by.title, by.label) if part)


def _by_person() -> dict[str, Any]:
    return {"kind": Ground.PERSON.value}


def _require_editable(item: DraftItem) -> None:
    if item.state not in {DraftState.OPEN, DraftState.CONFIRMED}:
        raise IllegalMove(machine=DRAFT.name, state=item.state, move="edit", possible="")


def _refuse_collisions(
    values: Mapping[str, Any], *, seen: int, current: Mapping[str, Any], row: DraftItem | DraftHeading
) -> None:
    if seen > row.version:
        raise BadInput("command.version_ahead", version=row.version)
    sides = collisions(values, seen_version=seen, current=current, touched=row.touched)
    if sides:
        raise DraftConflict(sides, version=row.version)


def _set(
    row: DraftItem | DraftHeading, values: Mapping[str, Any], *, by: Actor, ground: Mapping[str, Any]
) -> None:
    """Write values under the next version, with who, when and on what ground."""
    row.version += 1
    put(row, values)
    mark = {"version": row.version, "who": who(by), "at": clock.now().isoformat()}
    for field in values:
        row.touched[group_of(field)] = mark
        row.grounds[group_of(field)] = dict(ground)
    row.save()


def _screened(item: DraftItem, values: dict[str, Any], *, numbers: PersonalNumbers) -> dict[str, Any]:
    """Free text that may be stored; numbers once kept for a reason are not asked about again."""
    known = item_values(item) if item.kept_numbers_reason else {}
    return screened_values(values, numbers=numbers, known=known)


def _reason(values: Mapping[str, Any], *, numbers: PersonalNumbers) -> str:
    said = " ".join(str(values[field]) for field in FREE_TEXT if field in values)
    return kept_reason(said, numbers=numbers)
