"""The door of the ledger."""

from anlan.foundation.ledger.lines import Line, history, lines_of
from anlan.foundation.ledger.recording import Ref, on_record, record
from anlan.foundation.ledger.shredding import shred
from anlan.foundation.ledger.verification import Report, verify
from anlan.foundation.ledger.words import name_verbs

__all__ = [
    "Line",
    "Ref",
    "Report",
    "history",
    "lines_of",
    "name_verbs",
    "on_record",
    "record",
    "shred",
    "verify",
]
