"""Whether a figure can be believed, from the random re-check that tests it: a pure rule."""

from __future__ import annotations

from enum import StrEnum

from anlan.foundation.indicators.rules.interval import wilson


class Trust(StrEnum):
    """What a random re-check says about the records that it tests."""

    HOLDS = "holds"
    UNSURE = "unsure"
    DRIFTS = "drifts"
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"


def trust(good: int | None, of: int | None, *, target: float | None, fewest: int) -> Trust:
    """Judged by the whole interval: it holds only when even its lower end does, it drifts when not even the
    upper end reaches the target (in percent)."""
    if good is None or of is None or target is None:
        return Trust.UNKNOWN
    ends = wilson(good, of)
    if ends is None:
        return Trust.UNKNOWN
    if of < fewest:
        return Trust.TOO_FEW
    low, high = (end * 100 for end in ends)
    if low >= target:
        return Trust.HOLDS
    return Trust.DRIFTS if high < target else Trust.UNSURE
