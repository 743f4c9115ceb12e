"""The door of the worklist: what rooms above use."""

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
    "forget_source",
    "register_source",
    "sources",
]
