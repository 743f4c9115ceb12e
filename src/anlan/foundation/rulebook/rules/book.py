"""A rule with its versions, as the file, the database and the pages mean it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from anlan.foundation.rulebook.rules.values import Value
from anlan.foundation.rulebook.rules.vocabulary import Hold, Kind, Level, Precision, Stricter


@dataclass(frozen=True, slots=True)
class Area:
    """Where a rule is made for: the country, a province, a city, one school."""

    code: str
    level: Level
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from; ``date`` is as exact as the source is known (2022, 2022-06, 2022-06-03)."""

    key: str
    title: str
    publisher: str = ""
    date: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a rule in an area from a day until just before another; None has no value yet."""

    rule: str
    area: str
    value: Value | None
    starts: date
    ends: date | None = None
    source: Source | None = None
    grade: str = ""
    hold: Hold = Hold.FREE
    precision: Precision = Precision.DAY
    cite: str = ""
    note_zh: str = ""
    note_en: str = ""
    confirmed_by: str = ""
    key: object = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody has confirmed a value yet."""
        return self.value is None

    def sourced(self, source: Source) -> Version:
        """The same version under another key of its source."""
        return replace(self, source=source)

    def covers(self, day: date) -> bool:
        """Whether its window holds the day; the last day is out."""
        return self.starts <= day and (self.ends is None or day < self.ends)

    def overlaps(self, starts: date, ends: date | None) -> bool:
        """Whether its window meets another."""
        return (ends is None or self.starts < ends) and (self.ends is None or starts < self.ends)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is ruled: its kind, its unit, which direction is stricter, and its versions."""

    code: str
    subject: str
    kind: Kind
    unit: str
    zh: str
    en: str
    about_zh: str = ""
    about_en: str = ""
    stricter: Stricter = Stricter.NONE
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """One file: a named set of rules with the areas and sources it speaks of."""

    code: str
    zh: str
    en: str
    areas: tuple[Area, ...] = ()
    sources: tuple[Source, ...] = ()
    rules: tuple[Rule, ...] = field(default=())


def overlapping(versions: Iterable[Version]) -> list[tuple[Version, Version]]:
    """Pairs of versions of one rule and area whose windows meet, neighbours in time first."""
    ordered = sorted(versions, key=lambda one: (one.rule, one.area, one.starts))
    return [
        (first, second)
        for number, first in enumerate(ordered)
        for second in ordered[number + 1 :]
        if (first.rule, first.area) == (second.rule, second.area)
        and first.overlaps(second.starts, second.ends)
    ]
