"""By how much a value misses its target."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.indicators.rules.standing import Aim, Direction

VALUES = st.decimals(min_value=-10_000, max_value=10_000, places=2)
DIRECTIONS = st.sampled_from(Direction)


@given(value=VALUES, direction=DIRECTIONS)
def test_without_a_target_nothing_is_missed(value: Decimal, direction: Direction):
    assert Aim(direction, None).miss(value) == 0


@given(value=VALUES, target=VALUES, direction=DIRECTIONS)
def test_a_miss_is_the_distance_to_the_target_or_nothing(
    value: Decimal, target: Decimal, direction: Direction
):
    miss = Aim(direction, target).miss(value)
    assert miss in {Decimal(0), abs(value - target)}
    assert (miss == 0) == {
        Direction.AT_LEAST: value >= target,
        Direction.AT_MOST: value <= target,
        Direction.EQUAL: value == target,
    }[direction]


@given(value=VALUES, target=VALUES)
def test_what_is_too_little_and_what_is_too_much_is_off_an_exact_target(value: Decimal, target: Decimal):
    below, above, off = (Aim(direction, target).miss(value) for direction in Direction)
    assert below + above == off
