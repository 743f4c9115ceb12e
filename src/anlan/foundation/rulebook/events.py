"""What the rule book announces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleChanged:
    """Another version of a rule stands in an area; ``starts`` and ``ends`` are days, "" an open end."""

    rule: str
    area: str
    starts: str
    ends: str
    version_id: str


@dataclass(frozen=True, slots=True)
class RuleChangeProposed:
    """A change waits for a second person."""

    change_id: str
    rule: str


EVENTS = (RuleChanged, RuleChangeProposed)
