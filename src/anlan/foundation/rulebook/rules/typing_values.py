"""Values as people type them into a field or a cell, and back."""

from __future__ import annotations

import re

from anlan.foundation.rulebook.rules.values import Number, Value, Words, is_number
from anlan.foundation.rulebook.rules.vocabulary import Kind

YES = frozenset({"是", "yes", "true", "1", "y"})
NO = frozenset({"否", "no", "false", "0", "n"})
BETWEEN = " | "


class Unreadable(ValueError):
    """A text that writes no value of the kind."""


def read(text: str, *, kind: Kind) -> Value | None:
    """The value that a text writes; None for an empty one. Raises Unreadable."""
    given = text.strip()
    if not given:
        return None
    if kind is Kind.BOOL:
        return _bool(given)
    if kind is Kind.TEXT:
        return _words(given)
    if kind is Kind.RANGE:
        return [_number(part) for part in re.split(r"[-–~～]", given, maxsplit=1)]
    if kind is Kind.LIST:
        return [_item(line) for line in given.splitlines() if line.strip()]
    return _number(given)


def written(value: Value | None, *, kind: Kind) -> str:
    """A value as a text that ``read`` takes back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return ("–" if kind is Kind.RANGE else "\n").join(_typed(item) for item in value)
    return _typed(value)


def _bool(given: str) -> bool:
    if given.casefold() in YES | NO:
        return given.casefold() in YES
    raise Unreadable(given)


def _words(given: str) -> Words:
    zh, stroke, en = given.partition("|")
    if not stroke or not zh.strip() or not en.strip():
        raise Unreadable(given)
    return {"zh": zh.strip(), "en": en.strip()}


def _number(given: str) -> Number:
    try:
        found = float(given.replace(",", "").replace("，", ""))
    except ValueError:
        raise Unreadable(given) from None
    if not is_number(found):
        raise Unreadable(given)
    return int(found) if found.is_integer() else found


def _item(line: str) -> Number | Words:
    return _words(line.strip()) if "|" in line else _number(line.strip())


def _typed(item: Number | Words) -> str:
    if isinstance(item, dict):
        return f"{item['zh']}{BETWEEN}{item['en']}"
    return str(int(item)) if float(item).is_integer() else repr(item)
