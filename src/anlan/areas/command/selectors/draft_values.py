"""The fields of drafts as plain values (keys as text, times in ISO) for pages, versions and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anlan.areas.command.models import DraftHeading, DraftItem
from anlan.areas.command.rules.filling import Filled, fill


def heading_values(row: DraftHeading | DraftItem) -> dict[str, Any]:
    """The fields that headings and items share."""
    return {
        "lead_unit": _key(row.lead_unit_id),
        "lead_group": row.lead_group,
        "helpers": [str(key) for key in row.helper_ids],
        "helper_groups": list(row.helper_groups),
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "due_all_day": row.due_all_day,
        "repeats": row.repeats,
        "deadline_text": row.deadline_text,
        "no_deadline": row.no_deadline,
        "verifier": _key(row.verifier_id),
        "places": [str(key) for key in row.place_ids],
    }


def item_values(item: DraftItem) -> dict[str, Any]:
    """Every field of a draft, its own values only."""
    return heading_values(item) | {
        "text": item.text,
        "obligation": item.obligation,
        "condition": item.condition,
        "indicator_name": item.indicator_name,
        "indicator_direction": item.indicator_direction,
        "indicator_target": item.indicator_target,
        "indicator_unit": item.indicator_unit,
        "measures": list(item.measures),
        "no_target": item.no_target,
        "note": item.note,
    }


def filled(item: DraftItem) -> Filled:
    """The values in effect with the heading's defaults; the heading must be loaded."""
    grounds: Mapping[str, Any] = item.grounds
    said = {name: str(ground["kind"]) for name, ground in grounds.items()}
    return fill(item_values(item), own_grounds=said, defaults=heading_values(item.heading))


def _key(value: object) -> str | None:
    return None if value is None else str(value)
