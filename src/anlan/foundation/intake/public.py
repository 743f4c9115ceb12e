"""The door of first data: sheets in, and what came of them."""

from anlan.foundation.intake.book import book
from anlan.foundation.intake.findings import Detail, Finding, Report
from anlan.foundation.intake.reading import read_table
from anlan.foundation.intake.services import apply, check, decide, discard, load, receive
from anlan.foundation.intake.states import Sheet, Stage, Verdict

__all__ = [
    "Detail",
    "Finding",
    "Report",
    "Sheet",
    "Stage",
    "Verdict",
    "apply",
    "book",
    "check",
    "decide",
    "discard",
    "load",
    "read_table",
    "receive",
]
