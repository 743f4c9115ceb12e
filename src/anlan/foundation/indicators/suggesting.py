"""Which measurements a requirement in words may mean; said as a suggestion, never chosen."""

from __future__ import annotations

from anlan.foundation.indicators.definitions import Definition, definitions
from anlan.foundation.indicators.rules.likeness import likeness

FLOOR = 0.34


def suggest(text: str, limit: int = 3) -> list[Definition]:
    """The likeliest measurements first, none below a floor; re-checks are never offered."""
    rated = [
        (likeness(text, words=one.words, names=(one.zh, one.en)), one)
        for one in definitions().by_code.values()
        if not one.recheck
    ]
    rated.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [one for rate, one in rated[:limit] if rate >= FLOOR]
