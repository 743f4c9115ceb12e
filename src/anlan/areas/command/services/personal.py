"""Phone and identity numbers in free text: asked about, masked, or kept for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Model

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.core.minutes.privacy import masked, personal_data
from anlan.foundation.ledger.public import record

SHORT = 300
"""The longest reason, topic or note that is kept."""


@dataclass(frozen=True, slots=True)
class PersonalNumbers:
    """What the clerk decided about personal numbers; keeping them asks for a reason."""

    choice: Literal["ask", "mask", "keep"] = "ask"
    reason: str = ""


FREE_TEXT = (
    "text",
    "condition",
    "note",
    "deadline_text",
    "indicator_name",
    "indicator_target",
    "indicator_unit",
)
"""Fields of a requirement that hold what somebody wrote."""

ASK = PersonalNumbers()
MASK = PersonalNumbers("mask")


def screened(text: str, *, numbers: PersonalNumbers, known: str = "") -> str:
    """The text as it may be stored. Numbers that stand in ``known`` already were decided about.

    Raises BadInput ``command.personal_numbers`` (count and the first, masked) while nobody decided, and
    ``command.keep_reason_missing`` when they are kept without a reason.
    """
    before = {datum.text for datum in personal_data(known)}
    found = [datum for datum in personal_data(text) if datum.text not in before]
    if not found:
        return text
    if numbers.choice == "mask":
        return masked(text)
    if numbers.choice == "keep":
        if not numbers.reason.strip():
            raise BadInput("command.keep_reason_missing", count=len(found))
        return text
    raise BadInput("command.personal_numbers", count=len(found), first=found[0].masked)


def free_text(
    text: str, *, field: str, numbers: PersonalNumbers, longest: int = SHORT, known: str = ""
) -> str:
    """What somebody wrote, as it may be stored: without margins, not too long, its numbers decided about."""
    words = screened(text.replace("\x00", "").strip(), numbers=numbers, known=known)
    if len(words) > longest:
        raise BadInput("command.field_too_long", field=field, limit=longest, size=len(words))
    return words


def reason_in(text: str, *, numbers: PersonalNumbers, field: str = "reason", longest: int = SHORT) -> str:
    """The same for a text that may not be left out."""
    words = free_text(text, field=field, numbers=numbers, longest=longest)
    if not words:
        raise BadInput("command.reason_missing", field=field)
    return words


def screened_values(
    values: Mapping[str, Any], *, numbers: PersonalNumbers, known: Mapping[str, object]
) -> dict[str, Any]:
    """Fields of a draft or a correction with their free text screened; ``known`` is what they held before."""
    return {
        field: screened(value, numbers=numbers, known=str(known.get(field, "")))
        if field in FREE_TEXT
        else value
        for field, value in values.items()
    }


def note_kept(on: Model, *texts: str, numbers: PersonalNumbers, by: Actor) -> None:
    """A line of its own for numbers that stay readable, with the reason."""
    reason = kept_reason(" ".join(texts), numbers=numbers)
    if reason:
        record("command.keep_numbers", on=on, by=by, note=reason)


def holds_numbers(text: str) -> bool:
    """Whether a text holds any personal number."""
    return bool(personal_data(text))


def kept_reason(text: str, *, numbers: PersonalNumbers) -> str:
    """The reason to store beside a text that keeps its numbers."""
    return numbers.reason.strip() if numbers.choice == "keep" and holds_numbers(text) else ""
