"""Versions as a file brings them, judged against the versions that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from anlan.foundation.rulebook.rules.book import Book, Rule, Version


class Verdict(StrEnum):
    """What a version of a file would do."""

    NEW = "new"
    ADDS = "adds"
    CHANGES = "changes"
    SAME = "same"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Judged:
    """One version of a file: its rule, what it would do, and the standing versions that it meets.

    ``problem`` names why it cannot be taken: ``kind`` (the rule is of another kind or unit here).
    """

    rule: Rule
    version: Version
    verdict: Verdict
    meets: tuple[Version, ...] = ()
    problem: str = ""


def judge(book: Book, *, known: Mapping[str, Rule]) -> list[Judged]:
    """One verdict a version, in the order of the file."""
    return [_judged(rule, one, known.get(rule.code)) for rule in book.rules for one in rule.versions]


def is_same(one: Version, other: Version) -> bool:
    """Whether two versions say the same; keys and who confirmed are left aside."""
    return _said(one) == _said(other)


def counts_of(rows: Iterable[Judged]) -> dict[Verdict, int]:
    """How many of each verdict."""
    found = dict.fromkeys(Verdict, 0)
    for row in rows:
        found[row.verdict] += 1
    return found


def _judged(rule: Rule, one: Version, here: Rule | None) -> Judged:
    if here is None:
        return Judged(rule, one, Verdict.NEW)
    if (here.kind, here.unit) != (rule.kind, rule.unit):
        return Judged(rule, one, Verdict.ERROR, problem="kind")
    meets = tuple(
        each for each in here.versions if each.area == one.area and each.overlaps(one.starts, one.ends)
    )
    if any(is_same(one, each) for each in meets):
        return Judged(rule, one, Verdict.SAME, meets)
    return Judged(rule, one, Verdict.CHANGES if meets else Verdict.ADDS, meets)


def _said(one: Version) -> tuple[object, ...]:
    source = one.source
    return (
        one.value,
        one.starts,
        one.ends,
        one.grade,
        one.hold,
        one.cite,
        one.note_zh,
        one.note_en,
        (source.title, source.publisher, source.date) if source else None,
    )
