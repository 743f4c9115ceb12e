"""Meeting texts in, requirements out: `read_minutes` is the door, `Minutes` what comes through it."""

from anlan.core.minutes.body import Span
from anlan.core.minutes.model import Announced, Deadline, Doubt, Minutes, Part, Requirement, Sentence
from anlan.core.minutes.reading import read_minutes

__all__ = [
    "Announced",
    "Deadline",
    "Doubt",
    "Minutes",
    "Part",
    "Requirement",
    "Sentence",
    "Span",
    "read_minutes",
]
