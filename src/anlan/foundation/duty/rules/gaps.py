"""Where a roster has a hole, lacks a leader or has too few people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GapKind(StrEnum):
    """What is missing."""

    HOLE = "hole"
    NO_LEADER = "no_leader"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Stand:
    """A person on a stretch; ``fit`` is False for one who is on leave, sick or has left."""

    name: str
    lead: bool
    fit: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shift as the rule sees it."""

    starts: datetime
    ends: datetime
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing from–until; ``missing`` names who would have stood."""

    kind: GapKind
    starts: datetime
    ends: datetime
    missing: tuple[str, ...] = ()


def gaps(stretches: Iterable[Stretch], *, since: datetime, until: datetime, least: int) -> list[Gap]:
    """Everything missing between two instants, in order of time."""
    found: list[Gap] = []
    covered = since
    for one in sorted(stretches, key=lambda stretch: stretch.starts):
        if one.ends <= since or one.starts >= until:
            continue
        if one.starts > covered:
            found.append(Gap(GapKind.HOLE, covered, one.starts))
        found += gaps_of(one, least=least)
        covered = max(covered, one.ends)
    if covered < until:
        found.append(Gap(GapKind.HOLE, covered, until))
    return found


def gaps_of(stretch: Stretch, *, least: int) -> Iterator[Gap]:
    """What one shift lacks: first its leader, then people."""
    fit = [stand for stand in stretch.stands if stand.fit]
    missing = tuple(stand.name for stand in stretch.stands if not stand.fit)
    if not any(stand.lead for stand in fit):
        yield Gap(GapKind.NO_LEADER, stretch.starts, stretch.ends, missing)
    elif len(fit) < least:
        yield Gap(GapKind.TOO_FEW, stretch.starts, stretch.ends, missing)
