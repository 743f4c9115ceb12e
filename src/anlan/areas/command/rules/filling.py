"""What a draft holds after the heading's defaults have flowed in, where it came from, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Ground(StrEnum):
    """Where a value comes from."""

    PERSON = "person"
    TEXT = "text"
    HISTORY = "history"
    HEADING = "heading"


class Lack(StrEnum):
    """What a draft still wants; the first blocks issuing, the rest are shown."""

    LEAD = "lead"
    DEADLINE = "deadline"
    TARGET = "target"
    VERIFIER = "verifier"


BLOCKING = frozenset({Lack.LEAD})
ASKED = frozenset({Lack.LEAD, Lack.DEADLINE, Lack.TARGET})
"""What makes a draft show as lacking; a missing verifier is only a warning of the check page."""

GROUPS: tuple[tuple[str, ...], ...] = (
    ("lead_unit", "lead_group"),
    ("helpers", "helper_groups"),
    ("due_at", "due_all_day", "repeats", "deadline_text", "no_deadline"),
    ("verifier",),
    ("places",),
)
"""Fields that are set, inherited and judged together; the first names the group."""

HEADING_FIELDS = tuple(field for group in GROUPS for field in group)
ITEM_FIELDS = (
    *HEADING_FIELDS,
    "text",
    "obligation",
    "condition",
    "indicator_name",
    "indicator_direction",
    "indicator_target",
    "indicator_unit",
    "measures",
    "no_target",
    "note",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """The values in effect and, for each group that has any, its ground."""

    values: Mapping[str, Any]
    grounds: Mapping[str, Ground]


def fill(own: Mapping[str, Any], *, own_grounds: Mapping[str, str], defaults: Mapping[str, Any]) -> Filled:
    """A draft's own values, and for each empty group the heading's."""
    values, grounds = dict(own), {}
    for group in GROUPS:
        name = group[0]
        if _holds(own, group):
            grounds[name] = Ground(own_grounds.get(name, Ground.PERSON))
        elif _holds(defaults, group):
            grounds[name] = Ground.HEADING
            values |= {field: defaults[field] for field in group}
    return Filled(values, grounds)


def lacks(values: Mapping[str, Any]) -> tuple[Lack, ...]:
    """What is missing in values in effect; "no deadline yet" and "no target yet" count as answers."""
    found = []
    if not (values.get("lead_unit") or values.get("lead_group")):
        found.append(Lack.LEAD)
    if not (values.get("due_at") or values.get("repeats") or values.get("no_deadline")):
        found.append(Lack.DEADLINE)
    if not any(values.get(name) for name in ("indicator_target", "measures", "no_target")):
        found.append(Lack.TARGET)
    if not values.get("verifier"):
        found.append(Lack.VERIFIER)
    return tuple(found)


def group_of(field: str) -> str:
    """The name of the group a field belongs to; a field of no group is its own."""
    return next((group[0] for group in GROUPS if field in group), field)


def _holds(values: Mapping[str, Any], group: tuple[str, ...]) -> bool:
    return any(values.get(field) for field in group)
