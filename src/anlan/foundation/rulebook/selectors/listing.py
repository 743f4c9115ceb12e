"""The book on a day at a place, narrowed by what stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.campus.models import Place
from anlan.foundation.people.public import visible
from anlan.foundation.rulebook.models import Rule, RuleArea
from anlan.foundation.rulebook.rules import book
from anlan.foundation.rulebook.rules.resolving import Answer, State, resolve
from anlan.foundation.rulebook.rules.vocabulary import LEVELS, SUBJECTS
from anlan.foundation.rulebook.selectors.books import chain_for, rules_with_versions

LONGEST = 80
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class RuleFilters:
    """What the book is narrowed to; ``only`` is a state, ``day`` today at rest."""

    q: str = ""
    subject: str = ""
    level: str = ""
    only: str = ""
    place: str = ""
    day: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> RuleFilters:
        """As the address says; what it says wrongly narrows nothing."""
        told = {one.name: str(query.get(one.name, "")).replace("\x00", "").strip() for one in fields(cls)}
        return cls(
            q=told["q"][:LONGEST],
            subject=told["subject"] if told["subject"] in SUBJECTS else "",
            level=told["level"] if told["level"] in set(LEVELS) else "",
            only=told["only"] if told["only"] in set(State) else "",
            place=told["place"][:60],
            day=told["day"] if day_of(told["day"]) else "",
        )

    def to_query(self, **other: object) -> str:
        """The address's tail with some fields set otherwise; fields at rest are left out."""
        told = {one.name: getattr(self, one.name) for one in fields(self)} | other
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def on(self) -> date:
        """The day that is asked about."""
        return day_of(self.day) or clock.today()

    @property
    def narrowed(self) -> bool:
        """Whether anything but day and place narrows the list."""
        return bool(self.q or self.subject or self.level or self.only)


@dataclass(frozen=True, slots=True)
class Line:
    """A rule with its answer and the area whose version answers or waits."""

    rule: book.Rule
    answer: Answer
    area: RuleArea | None = None

    @property
    def version(self) -> book.Version | None:
        """The version that answers, else the nearest one that waits for a value."""
        if self.answer.version is not None:
            return self.answer.version
        return next((one for one, _ in reversed(self.answer.others) if one.is_empty), None)


@dataclass(frozen=True, slots=True)
class BookPage:
    """What the filters leave, and how many rules stand in which state before the state narrows them."""

    lines: Sequence[Line]
    counts: Mapping[str, int]


def day_of(text: str) -> date | None:
    """A day of an address; None for anything else."""
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found and EARLIEST <= found <= LATEST else None


def lines_on(viewer: Actor, filters: RuleFilters, *, place: Place | None) -> BookPage:
    """The book on the day at the place: a handful of queries whatever its length."""
    rows = visible(Rule.objects.all(), viewer, "rulebook.read")
    if filters.subject:
        rows = rows.filter(subject=filters.subject)
    chain = chain_for(place)
    areas = {row.code: row for row in RuleArea.objects.all()}
    found = [
        _line(rule, day=filters.on, chain=chain, areas=areas)
        for rule in rules_with_versions(rows.order_by("subject", "code"))
        if _speaks_of(rule, filters.q)
    ]
    if filters.level:
        found = [one for one in found if one.area is not None and one.area.level == filters.level]
    counts = {state.value: sum(one.answer.state is state for one in found) for state in State}
    kept = [one for one in found if not filters.only or one.answer.state == filters.only]
    return BookPage(kept, counts)


def _line(rule: book.Rule, *, day: date, chain: Sequence[str], areas: Mapping[str, RuleArea]) -> Line:
    line = Line(rule, resolve(rule, day=day, chain=chain))
    return Line(rule, line.answer, areas[line.version.area]) if line.version else line


def _speaks_of(rule: book.Rule, text: str) -> bool:
    wanted = text.casefold()
    if not wanted:
        return True
    told = [rule.code, rule.zh, rule.en, rule.about_zh, rule.about_en]
    told += [one.source.title for one in rule.versions if one.source]
    return any(wanted in each.casefold() for each in told)
