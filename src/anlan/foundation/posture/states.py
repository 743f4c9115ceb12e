"""How an operation, a phase, an oral order and an incident move."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class OperationState(StrEnum):
    """An emergency or a drill from its draft to its explicit end."""

    DRAFT = "draft"
    OPEN = "open"
    ENDED = "ended"


class PhaseState(StrEnum):
    """A phase at a place: what is enacted ends in exactly one of three ways."""

    DRAFT = "draft"
    ORDERED = "ordered"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    LIFTED = "lifted"
    LAPSED = "lapsed"


class IncidentState(StrEnum):
    """A light incident: open, grown into an operation, or closed."""

    OPEN = "open"
    GROWN = "grown"
    CLOSED = "closed"


OPERATION = Machine(
    "posture.operation",
    start=OperationState.DRAFT,
    moves=(
        Move(OperationState.DRAFT, "open", OperationState.OPEN, verb="posture.open"),
        Move(OperationState.OPEN, "end", OperationState.ENDED, verb="posture.end"),
    ),
)

PHASE = Machine(
    "posture.phase",
    start=PhaseState.DRAFT,
    moves=(
        Move(PhaseState.DRAFT, "order", PhaseState.ORDERED, verb="posture.order"),
        Move(PhaseState.DRAFT, "enact_orally", PhaseState.IN_FORCE, verb="posture.oral"),
        Move(PhaseState.ORDERED, "take_back", PhaseState.DRAFT, verb="posture.order"),
        Move(PhaseState.ORDERED, "enact", PhaseState.IN_FORCE, verb="posture.confirm"),
        Move(PhaseState.IN_FORCE, "supersede", PhaseState.SUPERSEDED, verb="posture.confirm"),
        Move(PhaseState.IN_FORCE, "lift", PhaseState.LIFTED, verb="posture.confirm"),
        Move(PhaseState.IN_FORCE, "lapse", PhaseState.LAPSED, verb="posture.read"),
    ),
)

INCIDENT = Machine(
    "posture.incident",
    start=IncidentState.OPEN,
    moves=(
        Move(IncidentState.OPEN, "grow", IncidentState.GROWN, verb="posture.open"),
        Move(IncidentState.OPEN, "close", IncidentState.CLOSED, verb="posture.incident"),
    ),
)

MACHINES = (OPERATION, PHASE, INCIDENT)

ENACTED = frozenset({PhaseState.IN_FORCE, PhaseState.SUPERSEDED, PhaseState.LIFTED, PhaseState.LAPSED})
"""Phases that were in force at some time; their words and measures are fixed."""
