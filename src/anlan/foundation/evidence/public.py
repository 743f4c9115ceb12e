"""The door of evidence."""

from anlan.foundation.evidence.events import EvidenceAdded, EvidenceStruck
from anlan.foundation.evidence.exif import Spot, spot_of
from anlan.foundation.evidence.models import Evidence, Kind
from anlan.foundation.evidence.registry import Link, may_add, register_subject
from anlan.foundation.evidence.selectors import authors, counts, evidence_for, newest_at, of, spot_for
from anlan.foundation.evidence.services import add_file, add_note, add_reading, strike_out
from anlan.foundation.ledger.public import Ref

__all__ = [
    "Evidence",
    "EvidenceAdded",
    "EvidenceStruck",
    "Kind",
    "Link",
    "Ref",
    "Spot",
    "add_file",
    "add_note",
    "add_reading",
    "authors",
    "counts",
    "evidence_for",
    "may_add",
    "newest_at",
    "of",
    "register_subject",
    "spot_for",
    "spot_of",
    "strike_out",
]
