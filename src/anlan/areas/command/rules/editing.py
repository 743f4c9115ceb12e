"""Two clerks on one draft: which of the incoming values meet somebody else's newer ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anlan.areas.command.rules.filling import group_of


@dataclass(frozen=True, slots=True)
class Side:
    """One field that two people set: yours, theirs, and who set theirs when (ISO)."""

    field: str
    yours: Any
    theirs: Any
    who: str
    at: str


def collisions(
    incoming: Mapping[str, Any],
    *,
    seen_version: int,
    current: Mapping[str, Any],
    touched: Mapping[str, Mapping[str, Any]],
) -> tuple[Side, ...]:
    """Fields whose group was set after the version that was seen, to something else than what comes in."""
    return tuple(
        Side(field, yours, current[field], str(mark["who"]), str(mark["at"]))
        for field, yours in incoming.items()
        if (mark := touched.get(group_of(field)))
        and int(mark["version"]) > seen_version
        and current[field] != yours
    )
