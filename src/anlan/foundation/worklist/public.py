"""The door of the worklist: what rooms above use."""

from anlan.foundation.worklist.selectors import counts, rows
from anlan.foundation.worklist.services import mark_seen
from anlan.foundation.worklist.sources import (
    Act,
    Bulk,
    Counts,
    Group,
    Outcome,
    Row,
    Source,
    forget_source,
    register_source,
    sources,
)

__all__ = [
    "Act",
    "Bulk",
    "Counts",
    "Group",
    "Outcome",
    "Row",
    "Source",
    "counts",
    "forget_source",
    "mark_seen",
    "register_source",
    "rows",
    "sources",
]
