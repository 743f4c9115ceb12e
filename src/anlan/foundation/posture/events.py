"""What posture announces after an act; the wiring maps each to its listeners. Ids are texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperationOpened:
    """An emergency or a drill began; its base phase is in force."""

    operation_id: str
    code: str
    playbook: str
    drill: bool


@dataclass(frozen=True, slots=True)
class OperationEnded:
    """An operation ended explicitly."""

    operation_id: str
    code: str
    drill: bool


@dataclass(frozen=True, slots=True)
class PhaseOrdered:
    """A draft waits for two people."""

    phase_id: str
    operation_id: str
    place_id: str
    drill: bool


@dataclass(frozen=True, slots=True)
class PhaseEnacted:
    """A phase came into force; ``previous_id`` held before it there. ``way`` says whether it tightened."""

    phase_id: str
    operation_id: str
    place_id: str
    previous_id: str
    way: str
    oral: bool
    drill: bool


@dataclass(frozen=True, slots=True)
class PhaseLifted:
    """Two people ended a phase; what holds there now is inherited."""

    phase_id: str
    operation_id: str
    place_id: str
    drill: bool


@dataclass(frozen=True, slots=True)
class PhaseLapsed:
    """Time ended a phase; a declaration is owed within 24 hours."""

    phase_id: str
    operation_id: str
    place_id: str
    oral: bool
    drill: bool


@dataclass(frozen=True, slots=True)
class MeasureLapsed:
    """Time ended one measure of a phase that goes on."""

    phase_id: str
    operation_id: str
    place_id: str
    measure: str
    drill: bool


@dataclass(frozen=True, slots=True)
class OralOrderConfirmed:
    """Two people stood behind words spoken at night."""

    phase_id: str
    operation_id: str
    place_id: str
    drill: bool


@dataclass(frozen=True, slots=True)
class IncidentOpened:
    """Something happened somewhere."""

    incident_id: str
    code: str
    place_id: str
    kind: str
    lead_id: str
    drill: bool


@dataclass(frozen=True, slots=True)
class IncidentGrown:
    """A light incident became an operation."""

    incident_id: str
    operation_id: str
    drill: bool


EVENTS = (
    OperationOpened,
    OperationEnded,
    PhaseOrdered,
    PhaseEnacted,
    PhaseLifted,
    PhaseLapsed,
    MeasureLapsed,
    OralOrderConfirmed,
    IncidentOpened,
    IncidentGrown,
)
