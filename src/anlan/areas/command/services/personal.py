"""Phone and identity numbers in free text: asked about, masked, or kept for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from anlan.core.kernel.errors import BadInput
from anlan.core.minutes.privacy import masked, personal_data


@dataclass(frozen=True, slots=True)
class PersonalNumbers:
    """What the clerk decided about personal numbers; keeping them asks for a reason."""

    choice: Literal["ask", "mask", "keep"] = "ask"
    reason: str = ""


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


def holds_numbers(text: str) -> bool:
    """Whether a text holds any personal number."""
    return bool(personal_data(text))


def kept_reason(text: str, *, numbers: PersonalNumbers) -> str:
    """The reason to store beside a text that keeps its numbers."""
    return numbers.reason.strip() if numbers.choice == "keep" and holds_numbers(text) else ""
