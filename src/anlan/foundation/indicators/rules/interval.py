"""How sure a share is: Wilson's score interval (Wilson 1927)."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""Of a two-sided interval of 95 %."""


def wilson(good: int, of: int) -> tuple[float, float] | None:
    """Both ends between 0 and 1; None when nothing was counted."""
    if of <= 0:
        return None
    share = good / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
