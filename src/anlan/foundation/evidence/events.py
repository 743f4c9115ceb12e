"""What is announced about evidence."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """Something was added to a subject."""

    evidence_id: UUID
    subject_kind: str
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class EvidenceStruck:
    """Something no longer counts for its subject."""

    evidence_id: UUID
    subject_kind: str
    subject_id: UUID
