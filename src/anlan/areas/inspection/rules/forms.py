"""A checklist's questions as plain data: what is asked, when, what may be answered, what fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from anlan.areas.inspection.rules.expressions.reading import read
from anlan.areas.inspection.rules.expressions.tree import Node


class Kind(StrEnum):
    """What a question asks for; ``judge`` is one item with one judgement."""

    JUDGE = "judge"
    ONE = "select_one"
    MANY = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    IMAGE = "image"
    GEOPOINT = "geopoint"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    name: str
    label: str
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one head; asked only when its condition holds."""

    key: str
    label: str
    label_en: str = ""
    relevant: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``fails_if`` turns a measured answer into a judgement: true is a failure."""

    key: str
    kind: Kind
    label: str
    label_en: str = ""
    hint: str = ""
    hint_en: str = ""
    section: str = ""
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    constraint_message_en: str = ""
    fails_if: str = ""
    severity: str = "minor"
    choices: tuple[Choice, ...] = ()

    @property
    def is_item(self) -> bool:
        """Whether it ends in a judgement."""
        return self.kind is Kind.JUDGE or bool(self.fails_if)


@dataclass(frozen=True, slots=True)
class Form:
    """Sections and questions in their order; ``every_days`` is how often a place is due, 0 for never."""

    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    place_kinds: tuple[str, ...] = ()
    every_days: int = 0

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Form:
        """As it is kept; unknown names are an error of the writer, not of the reader."""
        return cls(
            sections=tuple(Section(**row) for row in content.get("sections", ())),
            questions=tuple(_question(row) for row in content.get("questions", ())),
            place_kinds=tuple(content.get("place_kinds", ())),
            every_days=int(content.get("every_days", 0)),
        )

    def question(self, key: str) -> Question | None:
        """The question of that key."""
        return next((one for one in self.questions if one.key == key), None)

    def items(self) -> Iterator[Question]:
        """The questions that end in a judgement."""
        return (one for one in self.questions if one.is_item)

    def section(self, key: str) -> Section | None:
        """The section of that key."""
        return next((one for one in self.sections if one.key == key), None)


def _question(row: Mapping[str, Any]) -> Question:
    given = dict(row)
    choices = tuple(Choice(**one) for one in given.pop("choices", ()))
    return Question(kind=Kind(given.pop("kind")), choices=choices, **given)


@lru_cache(maxsize=2048)
def condition(text: str) -> Node:
    """A condition, read once."""
    return read(text)
