"""What a table of deadline phrases is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

# The ISO date or date-time that a phrase means, if it means one, and how it repeats.
Reckoned = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A family of time words and the function that reckons what they mean."""

    pattern: re.Pattern[str]
    reckoned: Callable[[re.Match[str], date | None], Reckoned | None]


def phrase(
    pattern: str, reckoned: Callable[[re.Match[str], date | None], Reckoned | None], *, flags: int = 0
) -> Phrase:
    """Return a row of the table with its pattern compiled."""
    return Phrase(re.compile(pattern, flags), reckoned)
