"""What command announces after an act; the wiring maps each to its listeners."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MinutesImported:
    """A text was read and its drafts laid out."""

    source_id: str
    draft_set_id: str
    drafts: int


@dataclass(frozen=True, slots=True)
class DirectiveIssued:
    """A requirement is in force; ``units`` are the addressed units."""

    directive_id: str
    code: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DirectiveSuperseded:
    """A requirement was corrected by a new one."""

    directive_id: str
    successor_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DirectiveWithdrawn:
    """A requirement no longer holds."""

    directive_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DirectiveAcknowledged:
    """An addressed unit has taken a requirement on."""

    directive_id: str
    unit_id: str
    late: bool


@dataclass(frozen=True, slots=True)
class DirectiveObjected:
    """An addressed unit objects to a requirement."""

    directive_id: str
    unit_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DirectiveFulfilled:
    """A requirement is done; ``late`` if it was not met at its deadline."""

    directive_id: str
    code: str
    late: bool


@dataclass(frozen=True, slots=True)
class DirectiveRelayed:
    """A unit passed a requirement on to a unit below it."""

    directive_id: str
    relay_id: str
    unit_id: str


EVENTS = (
    MinutesImported,
    DirectiveIssued,
    DirectiveSuperseded,
    DirectiveWithdrawn,
    DirectiveAcknowledged,
    DirectiveObjected,
    DirectiveFulfilled,
    DirectiveRelayed,
)
