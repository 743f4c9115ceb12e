"""Confirming many drafts as they are suggested, in one act."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from anlan.areas.command.models import DraftItem, DraftSuggestion
from anlan.areas.command.rules.filling import group_of
from anlan.areas.command.selectors.draft_values import filled
from anlan.areas.command.services.drafting import accept_suggestion, confirm_draft
from anlan.areas.command.services.grasp import hold_drafts
from anlan.areas.command.states import DraftState
from anlan.core.access import Actor


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many drafts were confirmed, and which still name nobody in charge."""

    count: int
    left: tuple[UUID, ...]


@transaction.atomic
def confirm_as_suggested(draft_ids: Collection[UUID], *, by: Actor) -> Confirmed:
    """Fill what is empty from the best suggestion, then confirm; a draft without a lead unit stays open."""
    items = [item for item in hold_drafts(draft_ids, by=by) if item.state == DraftState.OPEN]
    offers = _best(items)
    left = []
    for item in items:
        current = _filled_in(item, offers.get(item.pk, {}), by=by)
        values = filled(current).values
        if values["lead_unit"] or values["lead_group"]:
            confirm_draft(current.pk, version=current.version, by=by)
        else:
            left.append(current.pk)
    return Confirmed(len(items) - len(left), tuple(left))


def _best(items: Collection[DraftItem]) -> dict[UUID, dict[str, DraftSuggestion]]:
    """For each draft the likeliest usable suggestion of each group; the text comes before history."""
    rows = DraftSuggestion.objects.filter(item__in=[item.pk for item in items]).exclude(value={})
    found: dict[UUID, dict[str, DraftSuggestion]] = {}
    for row in sorted(rows, key=lambda one: (one.ground != DraftSuggestion.Ground.TEXT, -one.likeness)):
        found.setdefault(row.item_id, {}).setdefault(group_of(row.field), row)
    return found


def _filled_in(item: DraftItem, offers: Mapping[str, DraftSuggestion], *, by: Actor) -> DraftItem:
    """The draft after its empty groups took their suggestion."""
    current = item
    for group, suggestion in offers.items():
        if _is_empty(filled(current).values, suggestion.value, group=group):
            current = accept_suggestion(suggestion.pk, version=current.version, by=by)
    return current


def _is_empty(values: Mapping[str, Any], offered: Mapping[str, Any], *, group: str) -> bool:
    return not any(values.get(field) for field in (group, *offered))
