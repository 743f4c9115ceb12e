"""Which way a change goes, and what two sets come to together."""

import pytest
from hypothesis import given

from anlan.foundation.posture.rules.direction import (
    Way,
    changes,
    is_no_stricter,
    loosens,
    overall,
    way_of,
)
from anlan.foundation.posture.rules.joining import NEVER, join
from anlan.foundation.posture.rules.level import reach_of
from anlan.foundation.posture.rules.values import MeasureSet, Value

from .book import SHIPPED, SMALL, sets, small


@pytest.mark.parametrize(
    ("measure", "param", "old", "new", "way"),
    [
        ("quota", "most", 3, 3, Way.SAME),
        ("quota", "most", 3, 2, Way.TIGHTER),
        ("quota", "most", 3, 4, Way.LOOSER),
        ("hold", "minutes", 3, 4, Way.TIGHTER),
        ("hold", "minutes", 3, 2, Way.LOOSER),
        ("hours", "open", (480, 600), (500, 600), Way.TIGHTER),
        ("hours", "open", (480, 600), (480, 700), Way.LOOSER),
        ("hours", "open", (480, 600), (500, 700), Way.MIXED),
        ("calm", "free", (480, 600), (400, 700), Way.TIGHTER),
        ("level", "by", "low", "top", Way.TIGHTER),
        ("level", "by", "mid", "low", Way.LOOSER),
        ("closed", "classes", ("a",), ("a", "b"), Way.TIGHTER),
        ("closed", "classes", ("a", "b"), ("b",), Way.LOOSER),
        ("closed", "classes", ("a",), ("b",), Way.MIXED),
        ("few", "kinds", ("a", "b"), ("a",), Way.TIGHTER),
    ],
)
def test_each_parameter_knows_its_stricter_side(measure: str, param: str, old: Value, new: Value, way: Way):
    found = SMALL.measures[measure].param(param)
    assert found is not None
    assert way_of(found, old, new) is way


def test_a_measure_that_comes_tightens_and_one_that_goes_loosens():
    tighter = changes(SMALL, {}, small(quota={"most": 3}, plain={}))
    assert [(one.measure, one.param, one.way) for one in tighter] == [
        ("quota", "", Way.TIGHTER),
        ("quota", "most", Way.TIGHTER),
        ("plain", "", Way.TIGHTER),
    ]
    assert overall(tighter) is Way.TIGHTER
    looser = changes(SMALL, small(quota={"most": 3}), {})
    assert overall(looser) is Way.LOOSER


def test_a_mixed_change_counts_as_loosening():
    found = changes(SMALL, small(quota={"most": 3}), small(plain={}))
    assert overall(found) is Way.MIXED
    assert loosens(Way.MIXED)
    assert loosens(Way.LOOSER)
    assert not loosens(Way.TIGHTER)
    assert not loosens(overall(()))


@given(sets(), sets())
def test_there_and_back_go_opposite_ways(one: MeasureSet, other: MeasureSet):
    there, back = overall(changes(SMALL, one, other)), overall(changes(SMALL, other, one))
    opposite = {
        Way.SAME: Way.SAME,
        Way.TIGHTER: Way.LOOSER,
        Way.LOOSER: Way.TIGHTER,
        Way.MIXED: Way.MIXED,
    }
    assert back is opposite[there]


@given(sets(), sets())
def test_together_nothing_is_looser_than_either(one: MeasureSet, other: MeasureSet):
    both = join(SMALL, [one, other])
    assert is_no_stricter(SMALL, one, both)
    assert is_no_stricter(SMALL, other, both)
    assert set(both) == set(one) | set(other)


@given(sets(), sets())
def test_the_order_of_operations_does_not_matter(one: MeasureSet, other: MeasureSet):
    assert join(SMALL, [one, other]) == join(SMALL, [other, one])
    assert join(SMALL, [one, one]) == one
    assert join(SMALL, []) == {}


def test_two_windows_that_do_not_meet_leave_no_minute():
    together = join(SMALL, [small(hours={"open": [0, 60]}), small(hours={"open": [120, 180]})])
    assert together["hours"]["open"] == NEVER


def test_a_set_is_no_stricter_than_itself():
    assert is_no_stricter(SMALL, small(quota={"most": 3}), small(quota={"most": 3}))
    assert not is_no_stricter(SMALL, small(quota={"most": 2}), small(quota={"most": 3}))


@pytest.mark.parametrize(
    ("keys", "level"),
    [
        ((), 1),
        (("ventilation", "forgotten"), 1),
        (("mask",), 2),
        (("mask", "gate_quota", "takeaway_ban", "night_advised"), 3),
        (("entry_closed",), 4),
        (("mask", "exit_closed"), 4),
    ],
)
def test_four_steps_say_how_far_measures_reach(keys: tuple[str, ...], level: int):
    assert reach_of(SHIPPED, keys) == level
