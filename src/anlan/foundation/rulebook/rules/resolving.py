"""Which version is in force on a day at a place.

The nearer authority decides: school before city before province before the country. Two exceptions are
written on the farther version: a floor may only be made stricter, a fixed one is not touched. A version
without a value decides nothing and never stands in for one; where no version has a value, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anlan.foundation.rulebook.rules.book import Rule, Version
from anlan.foundation.rulebook.rules.values import Number, Value, days_of, is_looser, minutes_of
from anlan.foundation.rulebook.rules.vocabulary import Hold, Kind, Stricter


class State(StrEnum):
    """What the book answers."""

    IN_FORCE = "in_force"
    NOT_CONFIRMED = "not_confirmed"
    NONE = "none"


class Why(StrEnum):
    """Why this version: the only one, the nearest one, or a farther one that the nearer may not loosen."""

    ONLY = "only"
    NEARER = "nearer"
    HELD = "held"
    EMPTY = "empty"
    GAP = "gap"
    UNKNOWN = "unknown"


class Passed(StrEnum):
    """Why another version of that day does not decide."""

    FARTHER = "farther"
    EMPTY = "empty"
    LOOSER = "looser"
    FIXED = "fixed"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with its version and reason, or that there is none; ``others`` do not decide, and say why."""

    rule: str
    day: date
    state: State
    why: Why
    unit: str = ""
    kind: Kind = Kind.TEXT
    version: Version | None = None
    others: tuple[tuple[Version, Passed], ...] = ()

    @property
    def value(self) -> Value | None:
        """The value in force; None where there is none, which is never to be read as a default."""
        return self.version.value if self.version else None

    @property
    def minutes(self) -> Number | None:
        """A length of time in minutes; None where there is none or it is not of fixed length."""
        return minutes_of(self.value, self.unit)

    @property
    def days(self) -> Number | None:
        """A length of time in days; None where there is none or it is not of fixed length."""
        return days_of(self.value, self.unit)


def unknown(code: str, *, day: date) -> Answer:
    """The answer about a rule that the book does not hold."""
    return Answer(code, day, State.NONE, Why.UNKNOWN)


def resolve(rule: Rule, *, day: date, chain: Sequence[str]) -> Answer:
    """The answer of one rule; ``chain`` are the areas that a place lies in, the farthest first."""
    valid = [one for one in rule.versions if one.covers(day)]
    here = sorted((one for one in valid if one.area in chain), key=lambda one: chain.index(one.area))
    standing, passed = _nearest(here, rule.stricter)
    passed += [(one, Passed.ELSEWHERE) for one in valid if one.area not in chain]
    others = tuple(passed)
    if standing is not None:
        return Answer(rule.code, day, State.IN_FORCE, _why(passed), rule.unit, rule.kind, standing, others)
    if here:
        return Answer(rule.code, day, State.NOT_CONFIRMED, Why.EMPTY, rule.unit, rule.kind, None, others)
    return Answer(rule.code, day, State.NONE, Why.GAP, rule.unit, rule.kind, None, others)


def refusal_of(value: Value, *, farther: Iterable[Version], stricter: Stricter) -> Passed | None:
    """Why a nearer value may not stand against the farther ones; None when it may."""
    for one in farther:
        if one.value is None or one.value == value:
            continue
        if one.hold is Hold.FIXED:
            return Passed.FIXED
        if one.hold is Hold.FLOOR and is_looser(value, than=one.value, stricter=stricter):
            return Passed.LOOSER
    return None


def _nearest(
    here: Sequence[Version], stricter: Stricter
) -> tuple[Version | None, list[tuple[Version, Passed]]]:
    """The version that decides, from the farthest to the nearest, and why each other does not."""
    standing: Version | None = None
    accepted: list[Version] = []
    passed: list[tuple[Version, Passed]] = []
    for one in here:
        if one.value is None:
            passed.append((one, Passed.EMPTY))
            continue
        refusal = refusal_of(one.value, farther=accepted, stricter=stricter)
        if refusal is not None:
            passed.append((one, refusal))
            continue
        if standing is not None:
            passed.append((standing, Passed.FARTHER))
        standing = one
        accepted.append(one)
    return standing, passed


def _why(passed: Iterable[tuple[Version, Passed]]) -> Why:
    reasons = {reason for _, reason in passed}
    if reasons & {Passed.LOOSER, Passed.FIXED}:
        return Why.HELD
    return Why.NEARER if Passed.FARTHER in reasons else Why.ONLY
