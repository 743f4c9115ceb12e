"""The figures that the site confirms, as one frozen row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """Figures of ``rulebooks/command.json``; shares are parts of the time between issue and deadline."""

    answer_hours: int
    warn_share_left: float
    urge_share_left: float
    stalled_share_gone: float
    likeness_floor: float
    likeness_most: int
    presence_seconds: int

    @classmethod
    def from_rulebook(cls, document: Mapping[str, Any]) -> Limits:
        """The figures of a rulebook document, each under ``values.<name>.value``."""
        values = document["values"]
        return cls(**{name: values[name]["value"] for name in cls.__slots__})
