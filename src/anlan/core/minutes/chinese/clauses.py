"""Comma clauses, and what is understood of one: its role, whose it is, where its own words begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from anlan.core.minutes.body import NEVER_FIRST, Span, trimmed
from anlan.core.minutes.chinese.subjects import Directory
from anlan.core.minutes.deadlines import deadlines_in
from anlan.core.minutes.model import Deadline


class Role(Enum):
    """What a clause does in its sentence."""

    ORDER = "order"
    RESULT = "result"
    ATTITUDE = "attitude"
    SLOGAN = "slogan"
    CONDITION = "condition"
    PHRASE = "phrase"
    DEADLINE = "deadline"
    ASSIGNMENT = "assignment"
    OBJECT = "object"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas, without the mark that closes it."""

    span: Span
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A clause understood.

    `begin` is where a part begins, `act` where its own words do (after order word or owner).
    `owners` is None when the clause names no subject, empty when its subject is no owner.
    """

    clause: Clause
    role: Role
    begin: int
    act: int
    owners: tuple[Span, ...] | None = None
    condition: Span | None = None
    explicit: bool = False
    unfinished: bool = False
    fronted: bool = False
    relayed: bool = False

    @property
    def end(self) -> int:
        """Return where the part ends."""
        return self.clause.span.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to read: whether bare imperatives are orders here, and who can be an owner."""

    directory: Directory
    base: date | None
    bare: bool
    known: dict[Span, tuple[Deadline, ...]] = field(default_factory=dict, repr=False, compare=False)

    def times(self, body: str, span: Span) -> tuple[Deadline, ...]:
        """Return the deadlines of a stretch; a manner serves one body, in which each is reckoned once."""
        if span not in self.known:
            self.known[span] = deadlines_in(body, span, base=self.base)
        return self.known[span]


_COMMAS = re.compile(r"[，,；;。！？!?：:．]|\.(?!\d)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_BRACKETS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】", "「": "」"}
_CLOSERS = frozenset(_BRACKETS.values())
_DIGIT_AROUND = re.compile(r"\d[,:：.]\s?\d")


def clauses_in(body: str, span: Span) -> Iterator[Clause]:
    """Yield the comma clauses of a stretch; what stands in quotes or brackets is not cut."""
    start = span.start
    quoted = sheltered(body, span)
    for mark in _COMMAS.finditer(body, span.start, span.end):
        if mark.start() < start or mark.start() in quoted or _no_border(body, mark):
            continue
        clause = trimmed(body, start=start, end=mark.start())
        if len(clause):
            yield Clause(clause, mark.group().strip())
        start = mark.end()
    rest = trimmed(body, start=start, end=span.end, also='”"’）)')
    if len(rest):
        yield Clause(rest, "")


def _no_border(body: str, mark: re.Match[str]) -> bool:
    """Tell the comma of 1,204, the colon of 22: 30, a blot and a blank from the marks of a sentence."""
    if not mark.group().strip() or (mark.group() == "." and NEVER_FIRST.match(body, mark.end())):
        return True
    return _DIGIT_AROUND.match(body, max(mark.start() - 1, 0)) is not None


def sheltered(body: str, span: Span) -> frozenset[int]:
    """Return the positions inside matched quotes and brackets."""
    positions: set[int] = set()
    open_at: list[tuple[str, int]] = []
    for position in range(span.start, span.end):
        character = body[position]
        if character in _BRACKETS:
            open_at.append((_BRACKETS[character], position))
        elif character in _CLOSERS and open_at and open_at[-1][0] == character:
            _, start = open_at.pop()
            if not open_at:
                positions.update(range(start, position))
    return frozenset(positions)


def plain_reading(clause: Clause, role: Role) -> Reading:
    """Return a reading that says no more than the role of the clause."""
    return Reading(clause=clause, role=role, begin=clause.span.start, act=clause.span.start)


def past_blanks(body: str, start: int, end: int) -> int:
    """Return the first place from `start` that is no white space."""
    while start < end and body[start].isspace():
        start += 1
    return start


def past_front_deadline(body: str, span: Span, *, manner: Manner) -> tuple[Span, bool]:
    """Return the span after a deadline that opens it, and whether there was one."""
    first = re.match(r"(?:于|在|至|自|从)?", body[span.start : span.end])
    offset = first.end() if first else 0
    for deadline in manner.times(body, span):
        if deadline.span.start - span.start <= offset:
            return trimmed(body, start=deadline.span.end, end=span.end), True
        break
    return span, False
