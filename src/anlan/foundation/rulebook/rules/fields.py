"""The fields of one object of a file, read with their faults noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anlan.foundation.rulebook.rules.faults import Fault
from anlan.foundation.rulebook.rules.schema import CHOICES, LONGEST_CODE, NEEDED, OPTIONAL
from anlan.foundation.rulebook.rules.values import LONGEST_TEXT

MOST_ITEMS = 5_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Fields:
    """One object; ``name`` is which kind of object, ``at`` its place in the file."""

    name: str
    found: Mapping[str, object]
    file: str
    rule: str
    at: str
    faults: list[Fault]

    def blame(self, code: str, field: str, *, value: str = "") -> None:
        """Note a fault of one field."""
        where = f"{self.at}.{field}" if self.at else field
        self.faults.append(Fault(code, self.file, self.rule, where, value))

    def require_shape(self) -> None:
        """Note keys that are missing and keys that nobody knows."""
        known = {*NEEDED[self.name], *OPTIONAL[self.name]}
        for key in NEEDED[self.name]:
            if key not in self.found:
                self.blame("missing", key)
        for key in sorted(set(map(str, self.found)) - known):
            self.blame("unknown_key", key[:40])

    def raw(self, key: str) -> object:
        """What stands there; None where nothing does."""
        return self.found.get(key)

    def text(self, key: str, *, empty: bool = False) -> str:
        """A text; "" where it is missing or wrong."""
        given = self.found.get(key, "" if empty else None)
        if given is None and key not in self.found:
            return ""
        if not isinstance(given, str) or len(given) > LONGEST_TEXT or not (empty or given.strip()):
            self.blame("text", key)
            return ""
        return given.strip()

    def matching(self, key: str, pattern: str) -> str:
        """An id; "" where it is missing or wrong."""
        given = self.text(key)
        if given and (len(given) > LONGEST_CODE or not re.match(pattern, given)):
            self.blame("code", key, value=given[:40])
        return given

    def choice(self, key: str) -> str:
        """One of the choices of the field; "" where it is missing or none of them."""
        if key not in self.found:
            return ""
        given = self.found[key]
        if given not in CHOICES[self.name, key] or not isinstance(given, str):
            self.blame("choice", key, value=str(given)[:40])
            return ""
        return given

    def items(self, key: str) -> list[object]:
        """A list; empty where it is missing or wrong."""
        given = self.found.get(key)
        if isinstance(given, list) and len(given) <= MOST_ITEMS:
            return given
        if key in self.found:
            self.blame("not_a_list", key)
        return []

    def day(self, key: str, *, empty: bool = False) -> date | None:
        """A day; None where it is missing, open or wrong."""
        given = self.found.get(key)
        if given is None and (empty or key not in self.found):
            return None
        found = _day(given)
        if found is None:
            self.blame("date", key, value=str(given)[:40])
        return found


def _day(given: object) -> date | None:
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
