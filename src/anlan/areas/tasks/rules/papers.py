"""Which papers a late matter calls for: a pure function of its deadline and the figures of the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Step(StrEnum):
    """A paper about something late, each sharper than the one before; also the code of its product."""

    SLIP = "supervision_slip"
    TALK = "talk_paper"
    BLAME = "accountability_paper"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Hours after the deadline at which each paper is drafted; ``rulebooks/tasks.json``."""

    slip_after_hours: int
    talk_after_hours: int
    accountability_after_hours: int

    @classmethod
    def from_rulebook(cls, document: Mapping[str, Any]) -> Ladder:
        """The figures of a rulebook document, each under ``values.<name>.value``."""
        values = document["values"]
        return cls(**{name: values[name]["value"] for name in cls.__slots__})

    def late_since(self, *, at: datetime) -> Iterator[tuple[Step, datetime]]:
        """Each step with the latest deadline that calls for it at an instant."""
        hours = (self.slip_after_hours, self.talk_after_hours, self.accountability_after_hours)
        for step, wait in zip(Step, hours, strict=True):
            yield step, at - timedelta(hours=wait)


def steps_due(due_at: datetime, *, at: datetime, ladder: Ladder) -> tuple[Step, ...]:
    """The papers that a matter still owed calls for at an instant."""
    return tuple(step for step, latest in ladder.late_since(at=at) if due_at <= latest)
