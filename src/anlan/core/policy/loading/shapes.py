"""Reading keys of JSON objects and saying what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeGuard

from anlan.core.policy.document import LARGEST, Scalar
from anlan.core.policy.faults import Findings, Path

OBJECT = "an object"
NAME = "a text that is not empty"
LIST = "a list"
INTEGER = f"an integer within ±{LARGEST}"
REMARKS = frozenset({"title_zh", "title_en", "title", "note", "source", "why", "unit"})
"""Keys that people may write anywhere; no engine reads them."""


def is_integer(value: object) -> TypeGuard[int]:
    """Whether it is an integer that every engine holds exactly (a bool is none)."""
    return type(value) is int and -LARGEST <= value <= LARGEST


def is_scalar(value: object) -> TypeGuard[Scalar]:
    """Whether it is a text, a bool or an integer of range."""
    return type(value) in (str, bool) or is_integer(value)


class Reader:
    """One JSON object of the document: takes keys by type, notes what is wrong, never raises."""

    def __init__(self, given: object, *, path: Path, findings: Findings) -> None:
        self.path, self.findings = path, findings
        self.given: Mapping[str, object] = {}
        if isinstance(given, dict):
            self.given = given
        else:
            self.wrong(path, OBJECT)

    def wrong(self, path: Path, expected: str) -> None:
        """Note a value of the wrong type."""
        self.findings.add("TYPE_WRONG", path, expected=expected)

    def known(self, *keys: str) -> None:
        """Note keys without a meaning; those that look like a slip of one that has are errors."""
        for key in self.given:
            if key in keys or key in REMARKS or key.startswith("_"):
                continue
            like = get_close_matches(key, keys, n=1, cutoff=0.75)
            if like and like[0] not in self.given:
                self.findings.add("KEY_MISSPELT", (*self.path, key), key=key, like=like[0])
            else:
                self.findings.add("KEY_UNKNOWN", (*self.path, key), key=key)

    def _value(self, key: str) -> object:
        if key not in self.given:
            self.findings.add("KEY_MISSING", self.path, key=key)
            return None
        return self.given[key]

    def name(self, key: str) -> str | None:
        """A text that is not empty."""
        value = self._value(key)
        if isinstance(value, str) and value.strip():
            return value
        if key in self.given:
            self.wrong((*self.path, key), NAME)
        return None

    def integer(self, key: str) -> int | None:
        """An integer of range."""
        value = self._value(key)
        if is_integer(value):
            return value
        if key in self.given:
            self.wrong((*self.path, key), INTEGER)
        return None

    def rows(self, key: str) -> list[object] | None:
        """A list."""
        value = self._value(key)
        if isinstance(value, list):
            return value
        if key in self.given:
            self.wrong((*self.path, key), LIST)
        return None

    def optional_rows(self, key: str) -> list[object] | None:
        """A list; absent or null is none."""
        return None if self.given.get(key) is None else self.rows(key)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self.rows(key) or []
        for place, one in enumerate(found):
            if not isinstance(one, str) or not one.strip():
                self.wrong((*self.path, key, place), NAME)
        return tuple(one for one in found if isinstance(one, str))

    def objects(self, key: str) -> Mapping[str, object]:
        """An object of objects by name."""
        value = self._value(key)
        if isinstance(value, dict):
            return value
        if key in self.given:
            self.wrong((*self.path, key), OBJECT)
        return {}
