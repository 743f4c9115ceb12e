"""What inspection announces after an act; the wiring maps each to its listeners."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunSubmitted:
    """An inspection was handed in."""

    run_id: str
    place_id: str
    unit_id: str
    findings: int


@dataclass(frozen=True, slots=True)
class FindingRaised:
    """Something is wrong at a place; ``stop_now`` asks for a person at once."""

    finding_id: str
    code: str
    unit_id: str
    severity: str


@dataclass(frozen=True, slots=True)
class FindingAssigned:
    """A unit has to put a finding right."""

    finding_id: str
    code: str
    unit_id: str
    owner_position_id: str = ""


@dataclass(frozen=True, slots=True)
class FindingSubmitted:
    """A unit says that a finding is put right; somebody else has to look."""

    finding_id: str
    code: str


@dataclass(frozen=True, slots=True)
class FindingLate:
    """A finding passed its deadline; it stays late."""

    finding_id: str
    code: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class FindingVerified:
    """Another person saw that a finding is put right."""

    finding_id: str
    code: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class FindingClosed:
    """A finding is done with."""

    finding_id: str
    code: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class FindingReopened:
    """A finding is to be put right again, with the reason."""

    finding_id: str
    code: str
    unit_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConclusionIssued:
    """A written conclusion went to the inspected unit."""

    conclusion_id: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class ObjectionFiled:
    """A unit objects to a conclusion."""

    objection_id: str
    conclusion_id: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class ObjectionDecided:
    """Others than the inspectors answered an objection."""

    objection_id: str
    unit_id: str
    upheld: bool


EVENTS = (
    RunSubmitted,
    FindingRaised,
    FindingAssigned,
    FindingSubmitted,
    FindingLate,
    FindingVerified,
    FindingClosed,
    FindingReopened,
    ConclusionIssued,
    ObjectionFiled,
    ObjectionDecided,
)
