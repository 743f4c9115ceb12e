"""The door of the ledger."""

from anlan.foundation.ledger.lines import Line, history, lines_of
from anlan.foundation.ledger.recording import Entry, Ref, on_record, record, record_all
from anlan.foundation.ledger.shredding import shred
from anlan.foundation.ledger.verification import Report, verify
from anlan.foundation.ledger.words import name_verbs

__all__ = [
    "Entry",
    "Line",
    "Ref",
    "Report",
    "history",
    "lines_of",
    "name_verbs",
    "on_record",
    "record",
    "record_all",
    "shred",
    "verify",
]
