"""Random rules for property tests: areas of four levels, windows without overlap, all holds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from anlan.foundation.rulebook.rules.book import Rule, Source, Version
from anlan.foundation.rulebook.rules.vocabulary import Hold, Kind, Stricter

FIRST = date(2022, 1, 1)
CHAIN = ("CN", "province", "city", "school")
AREAS = (*CHAIN, "elsewhere")
LAW = Source("law", "试验法", "立法机关", "2021", "A")

days = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def windows(draw: st.DrawFn) -> list[tuple[date, date | None]]:
    """Windows in order that do not meet; the last may be open."""
    cuts = sorted(draw(st.sets(days, min_size=1, max_size=6)))
    pairs: list[tuple[date, date | None]] = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [*pairs, (cuts[-1], None)] if len(cuts) % 2 else pairs


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A rule of numbers with versions in some areas."""
    versions: list[Version] = []
    for area in draw(st.sets(st.sampled_from(AREAS))):
        for starts, ends in draw(windows()):
            value = draw(st.none() | st.integers(0, 9))
            hold = draw(st.sampled_from(Hold))
            key = len(versions)
            versions.append(Version("r", area, value, starts, ends, LAW, "A", hold, key=key))
    stricter = draw(st.sampled_from([Stricter.NONE, Stricter.MORE, Stricter.LESS]))
    return Rule("r", "food", Kind.NUMBER, "", "试验", "Trial", stricter=stricter, versions=tuple(versions))
