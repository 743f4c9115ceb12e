"""The tables of movement."""

from anlan.areas.movement.models.passages import (
    Circumstances,
    PackedDay,
    PassageFact,
    PassageFile,
    PassInForce,
)
from anlan.areas.movement.models.previews import NamesRequest, Preview, PreviewPersons

__all__ = [
    "Circumstances",
    "NamesRequest",
    "PackedDay",
    "PassInForce",
    "PassageFact",
    "PassageFile",
    "Preview",
    "PreviewPersons",
]
