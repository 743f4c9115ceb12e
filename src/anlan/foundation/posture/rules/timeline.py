"""Which phase is in force: over a place's way up the tree, at an instant, for one operation.

Nearest first: a phase at the place itself, else at the place around it, else the base phase. At one place
an oral order stands before the written phase. Where a phase lapsed, time alone may only remove restrictions:
what stood already further on counts only if it was nowhere stricter than what lapsed; else the search goes
on, to the base.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from anlan.foundation.posture.rules.catalogue import Catalogue
from anlan.foundation.posture.rules.direction import is_no_stricter
from anlan.foundation.posture.rules.values import MeasureSet, Values


class Origin(StrEnum):
    """Why it is this phase that holds here."""

    HERE = "here"
    INHERITED = "inherited"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Timed:
    """One measure of a phase with its own lapse."""

    key: str
    values: Values
    lapses_at: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """A phase over time: from ``starts`` until it was ended by an act or until it lapses, what comes first.

    ``place`` is None for the base phase of its operation, which has no measures and no lapse.
    """

    phase: UUID
    place: UUID | None
    starts: datetime
    lapses_at: datetime | None = None
    ended_at: datetime | None = None
    oral: bool = False
    measures: tuple[Timed, ...] = ()

    @property
    def until(self) -> datetime | None:
        """The first instant at which it no longer holds; None when nothing ends it."""
        ends = [end for end in (self.lapses_at, self.ended_at) if end is not None]
        return min(ends) if ends else None

    def covers(self, at: datetime) -> bool:
        """Whether it holds at the instant."""
        return self.starts <= at and (self.until is None or at < self.until)

    def lapsed_by(self, at: datetime) -> bool:
        """Whether time ended it, and no act before."""
        if self.lapses_at is None or at < self.lapses_at:
            return False
        return self.ended_at is None or self.ended_at >= self.lapses_at

    def in_force_at(self, at: datetime) -> MeasureSet:
        """Its measures that have not lapsed by themselves."""
        return {one.key: one.values for one in self.measures if at < one.lapses_at}

    def last_in_force(self) -> MeasureSet:
        """What of its measures lasted until it lapsed itself."""
        return {
            one.key: one.values
            for one in self.measures
            if self.lapses_at is None or one.lapses_at >= self.lapses_at
        }


@dataclass(frozen=True, slots=True)
class Passed:
    """A phase that the search went by: it lapsed, or it is stricter than what lapsed below it."""

    span: Span
    lapsed: bool


@dataclass(frozen=True, slots=True)
class Resolved:
    """The one phase that holds, where it comes from, and what the search went by on its way."""

    span: Span
    origin: Origin
    measures: MeasureSet
    passed: tuple[Passed, ...] = ()


def resolve(
    catalogue: Catalogue, spans: Sequence[Span], way_up: Sequence[UUID], at: datetime
) -> Resolved | None:
    """The phase in force at a place (``way_up``: itself, then what lies around it, nearest first).

    None only while the operation has no base phase, that is before it opens and after it ended.
    """
    base = next((span for span in spans if span.place is None and span.covers(at)), None)
    if base is None:
        return None
    passed: list[Passed] = []
    standing = _by_standing(spans)
    for place in way_up:
        for oral in (True, False):
            here = standing.get((place, oral), [])
            found = next((span for span in here if span.covers(at)), None)
            if found is None:
                passed.extend(_lapsed(here, at))
            elif _may_hold(catalogue, found, passed):
                origin = Origin.HERE if place == way_up[0] else Origin.INHERITED
                return Resolved(found, origin, found.in_force_at(at), tuple(passed))
            else:
                passed.append(Passed(found, lapsed=False))
    return Resolved(base, Origin.BASE, {}, tuple(passed))


def _lapsed(spans: Iterable[Span], at: datetime) -> Iterator[Passed]:
    """The last of the phases, if it was time that ended it."""
    over = [span for span in spans if span.until is not None and span.until <= at]
    last = max(over, key=lambda span: (span.until or at, span.starts), default=None)
    if last is not None and last.lapsed_by(at):
        yield Passed(last, lapsed=True)


def _may_hold(catalogue: Catalogue, found: Span, passed: Iterable[Passed]) -> bool:
    """Whether a phase is nowhere stricter than what lapsed below it while it stood already."""
    for one in passed:
        ended = one.span.lapses_at
        if not one.lapsed or ended is None or found.starts >= ended:
            continue
        if not is_no_stricter(catalogue, found.in_force_at(ended), one.span.last_in_force()):
            return False
    return True


def _by_standing(spans: Iterable[Span]) -> Mapping[tuple[UUID, bool], list[Span]]:
    """Phases by their place, oral ones apart: at most one of each holds at an instant."""
    found: dict[tuple[UUID, bool], list[Span]] = {}
    for span in spans:
        if span.place is not None:
            found.setdefault((span.place, span.oral), []).append(span)
    return found


def day_count(starts: datetime, at: datetime) -> int:
    """Which day of a phase it is, the first day being 1; both in the zone of the campus."""
    return (at.date() - starts.date()).days + 1
