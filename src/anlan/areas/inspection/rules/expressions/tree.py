"""What a condition is made of once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Value = str | Decimal | bool | tuple[str, ...] | None
"""What an answer or a part of a condition is worth; None is "not answered"."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a text as it stands."""

    value: str | Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, ``${name}``; ``name`` is empty for the question's own, ``.``."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or a function with its arguments."""

    name: str
    parts: tuple[Node, ...]


Node = Literal | Answer | Call


def names_in(node: Node) -> frozenset[str]:
    """The questions that a condition asks about."""
    if isinstance(node, Answer):
        return frozenset({node.name}) if node.name else frozenset()
    if isinstance(node, Call):
        return frozenset().union(*(names_in(part) for part in node.parts))
    return frozenset()


def as_lists(node: Node) -> list[Any]:
    """The tree in JSON's own types, for devices that walk it instead of reading the text again."""
    if isinstance(node, Literal):
        number = isinstance(node.value, Decimal)
        return ["number" if number else "text", str(node.value)]
    if isinstance(node, Answer):
        return ["answer", node.name]
    return [node.name, *(as_lists(part) for part in node.parts)]
