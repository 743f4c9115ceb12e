"""Putting a window into a row of windows: what ends, what is cut, what stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from anlan.foundation.rulebook.rules.book import Version
from anlan.foundation.rulebook.rules.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Splice:
    """Versions that are replaced, and the pieces of them that go on before and after the new window."""

    replaced: tuple[Version, ...]
    pieces: tuple[Version, ...]


def splice(standing: Iterable[Version], *, starts: date, ends: date | None) -> Splice:
    """Make room for a window among the standing versions of one rule and area."""
    replaced = tuple(one for one in standing if one.overlaps(starts, ends))
    before = [replace(one, ends=starts) for one in replaced if one.starts < starts]
    after = [
        replace(one, starts=ends, precision=Precision.DAY)
        for one in replaced
        if ends is not None and (one.ends is None or ends < one.ends)
    ]
    return Splice(replaced, tuple(before + after))
