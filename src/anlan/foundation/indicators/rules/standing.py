"""How a measured value stands against its target: a pure rule, and the worst of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class Direction(StrEnum):
    """On which side of its target a value is good."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"


class State(StrEnum):
    """How a measurement stands. Neither a missing nor an old value is ever met."""

    MET = "met"
    AT_RISK = "at_risk"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    TOO_OLD = "too_old"
    NO_TARGET = "no_target"
    TOO_FEW = "too_few"


BLIND = frozenset({State.NO_DATA, State.TOO_OLD, State.NO_TARGET, State.TOO_FEW})
_WORST_FIRST = (
    State.NOT_MET,
    State.AT_RISK,
    State.NO_DATA,
    State.TOO_OLD,
    State.TOO_FEW,
    State.NO_TARGET,
    State.MET,
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: a miss by no more than ``margin`` is a risk, by more it is not met."""

    direction: Direction
    target: Decimal | None
    margin: Decimal = Decimal(0)

    def miss(self, value: Decimal) -> Decimal:
        """By how much a value misses the target; zero when it is kept."""
        if self.target is None:
            return Decimal(0)
        if self.direction is Direction.AT_LEAST:
            return max(Decimal(0), self.target - value)
        if self.direction is Direction.AT_MOST:
            return max(Decimal(0), value - self.target)
        return abs(value - self.target)


def state(
    value: Decimal | None,
    as_of: datetime | None,
    *,
    aim: Aim,
    age_limit: timedelta,
    at: datetime,
    enough: bool = True,
) -> State:
    """The state of one measurement at an instant; of too few nothing is said."""
    if value is None or as_of is None:
        return State.NO_DATA
    if at - as_of > age_limit:
        return State.TOO_OLD
    if not enough:
        return State.TOO_FEW
    if aim.target is None:
        return State.NO_TARGET
    miss = aim.miss(value)
    if miss == 0:
        return State.MET
    return State.AT_RISK if miss <= aim.margin else State.NOT_MET


def worst(states: Iterable[State]) -> State:
    """The worst of many: a known miss before what is not known, and met only if all are; none is no data."""
    seen = set(states)
    return next((one for one in _WORST_FIRST if one in seen), State.NO_DATA)
