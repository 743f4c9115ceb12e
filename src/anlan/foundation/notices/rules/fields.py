"""What the fields of a notice may hold, and what a finished one still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anlan.core.cap.terms import Category, Certainty, ResponseType, Scope, Severity, Urgency

LONGEST = {
    "event_zh": 60, "event_en": 120, "headline_zh": 120, "headline_en": 200, "text_zh": 4000, "text_en": 8000,
    "instruction_zh": 2000, "instruction_en": 4000, "web": 300, "contact": 120, "note": 300,
}  # fmt: skip
ONE_OF = {
    "scope": frozenset(Scope),
    "urgency": frozenset(Urgency),
    "severity": frozenset(Severity),
    "certainty": frozenset(Certainty),
    "level": frozenset({"now", "digest"}),
}
SOME_OF = {"categories": frozenset(Category), "response_types": frozenset(ResponseType)}
MOMENTS = ("effective", "onset", "expires")
NEEDED = ("event_zh", "event_en", "headline_zh", "headline_en", "text_zh", "text_en", "categories")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with which field."""

    code: str
    field: str


def fault_in(given: Mapping[str, Any]) -> Fault | None:
    """The first thing that a field may not hold; empty fields are a draft's right."""
    return next(_faults(given), None)


def _faults(given: Mapping[str, Any]) -> Iterator[Fault]:
    for name, value in given.items():
        if name in LONGEST and len(value) > LONGEST[name]:
            yield Fault("field_too_long", name)
        if name in ONE_OF and value not in ONE_OF[name]:
            yield Fault("field_unusable", name)
        if name in SOME_OF and not set(value) <= SOME_OF[name]:
            yield Fault("field_unusable", name)
        if name in MOMENTS and value is not None and not _aware(value):
            yield Fault("field_unusable", name)
        if name == "web" and value and not value.startswith(("https://", "http://")):
            yield Fault("field_unusable", name)
        if isinstance(value, str) and any(sign < " " and sign not in "\n\r\t" for sign in value):
            yield Fault("field_unusable", name)


def lacks(given: Mapping[str, Any], *, at: datetime) -> list[Fault]:
    """What keeps a draft from being handed in, in the order of the form."""
    found = [Fault("field_empty", name) for name in NEEDED if not given[name]]
    starts = [given[name] for name in ("effective", "onset") if given[name] is not None]
    ends = given["expires"]
    if ends is not None and (ends <= at or any(ends <= start for start in starts)):
        found.append(Fault("expires_too_early", "expires"))
    if given["is_empty"]:
        found.append(Fault("audience_empty", "audience"))
    return found


def _aware(value: datetime) -> bool:
    return value.tzinfo is not None
