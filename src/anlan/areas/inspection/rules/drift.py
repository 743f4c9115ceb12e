"""Recorded against found: how often a re-check finds wrong what was recorded as right."""

from __future__ import annotations

from dataclasses import dataclass

from anlan.foundation.indicators.rules.interval import wilson

FEWEST = 10
"""With fewer re-checks nothing is said but the counts."""


@dataclass(frozen=True, slots=True)
class Drift:
    """Of ``checked`` items recorded as passed, ``wrong`` were found failed; shares between 0 and 1."""

    checked: int
    wrong: int

    @property
    def share(self) -> float | None:
        """The share found wrong; None when nothing was checked."""
        return self.wrong / self.checked if self.checked else None

    @property
    def says_enough(self) -> bool:
        """Whether there are enough re-checks to speak of a share."""
        return self.checked >= FEWEST

    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval at 95 %; None when nothing was checked."""
        return wilson(self.wrong, self.checked)
