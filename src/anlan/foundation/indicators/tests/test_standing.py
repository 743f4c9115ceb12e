"""The state rule: pure, and neither a missing nor an old value is ever met."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.indicators.rules.standing import BLIND, Aim, Direction, State, state, worst

AT = datetime(2022, 5, 23, 6, 32, tzinfo=UTC)
HOUR = timedelta(hours=1)
values = st.decimals(min_value=-10_000, max_value=10_000, places=2)
aims = st.builds(
    Aim,
    direction=st.sampled_from(Direction),
    target=values,
    margin=st.decimals(min_value=0, max_value=50, places=2),
)
ages = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30))


def judged(value: object, aim: Aim, *, age: timedelta = timedelta(0), limit: timedelta = HOUR) -> State:
    return state(Decimal(str(value)), AT - age, aim=aim, age_limit=limit, at=AT)


@pytest.mark.parametrize(
    ("value", "aim", "said"),
    [
        ("98", Aim(Direction.AT_LEAST, Decimal(98)), State.MET),
        ("97.99", Aim(Direction.AT_LEAST, Decimal(98)), State.NOT_MET),
        ("96.2", Aim(Direction.AT_LEAST, Decimal(98), Decimal(2)), State.AT_RISK),
        ("95.9", Aim(Direction.AT_LEAST, Decimal(98), Decimal(2)), State.NOT_MET),
        ("0", Aim(Direction.AT_MOST, Decimal(0)), State.MET),
        ("1", Aim(Direction.AT_MOST, Decimal(0)), State.NOT_MET),
        ("1", Aim(Direction.AT_MOST, Decimal(0), Decimal(1)), State.AT_RISK),
        ("100", Aim(Direction.EQUAL, Decimal(100)), State.MET),
        ("101", Aim(Direction.EQUAL, Decimal(100)), State.NOT_MET),
        ("99", Aim(Direction.EQUAL, Decimal(100), Decimal(1)), State.AT_RISK),
        ("5", Aim(Direction.AT_LEAST, None), State.NO_TARGET),
    ],
)
def test_a_value_is_judged_by_its_side_of_the_target(value, aim, said):
    assert judged(value, aim) is said


def test_no_value_is_no_data_whatever_the_target():
    aim = Aim(Direction.AT_MOST, Decimal(0))
    assert state(None, AT, aim=aim, age_limit=HOUR, at=AT) is State.NO_DATA
    assert state(Decimal(0), None, aim=aim, age_limit=HOUR, at=AT) is State.NO_DATA


def test_a_value_is_too_old_just_after_its_limit():
    aim = Aim(Direction.AT_MOST, Decimal(0))
    assert judged("0", aim, age=HOUR) is State.MET
    assert judged("0", aim, age=HOUR + timedelta(microseconds=1)) is State.TOO_OLD


@given(values, aims, ages, ages)
def test_met_means_known_fresh_and_on_the_right_side(value, aim, age, limit):
    said = judged(value, aim, age=age, limit=limit)
    if said is State.MET:
        assert age <= limit
        assert aim.miss(value) == 0
    assert (said is State.TOO_OLD) == (age > limit)


@given(values, aims, ages, ages, ages)
def test_growing_older_never_makes_a_state_better(value, aim, age, more, limit):
    before, after = (judged(value, aim, age=one, limit=limit) for one in (age, age + more))
    assert after in {before, State.TOO_OLD}


@given(values, aims, st.decimals(min_value=0, max_value=100, places=2))
def test_a_larger_miss_is_never_a_better_state(value, aim, further):
    order = [State.MET, State.AT_RISK, State.NOT_MET]
    push = further if aim.direction is Direction.AT_MOST else -further
    if aim.direction is Direction.EQUAL and value > aim.target:
        push = further
    assert order.index(judged(value, aim)) <= order.index(judged(value + push, aim))


@given(st.lists(st.sampled_from(State)), st.randoms())
def test_the_worst_of_many_does_not_depend_on_their_order_or_number(states, random):
    shuffled = [*states, *states]
    random.shuffle(shuffled)
    assert worst(states) is worst(shuffled)


@given(st.lists(st.sampled_from(State)))
def test_many_are_met_only_if_every_one_is(states):
    assert (worst(states) is State.MET) == (set(states) == {State.MET})


@given(st.lists(st.sampled_from(State), min_size=1))
def test_a_known_miss_is_never_hidden_by_what_is_not_known(states):
    assert (worst(states) is State.NOT_MET) == (State.NOT_MET in states)
    if worst(states) in BLIND:
        assert State.AT_RISK not in states


def test_of_nothing_there_is_no_data():
    assert worst([]) is State.NO_DATA
