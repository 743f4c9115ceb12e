from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.rulebook.rules.admitting import confirming, lack_of, lack_of_confirmation, standing_on
from anlan.foundation.rulebook.rules.book import Rule, Version, overlapping
from anlan.foundation.rulebook.rules.previewing import effects, with_change
from anlan.foundation.rulebook.rules.resolving import (
    Answer,
    Passed,
    State,
    Why,
    refusal_of,
    resolve,
    unknown,
)
from anlan.foundation.rulebook.rules.splicing import splice
from anlan.foundation.rulebook.rules.values import is_looser
from anlan.foundation.rulebook.rules.vocabulary import Hold, Kind, Precision, Stricter

from .drawn import CHAIN, FIRST, LAW, days, rules

DAY = date(2022, 1, 10)


def version(area: str, value, *, hold: Hold = Hold.FREE, starts: date = FIRST, ends: date | None = None):
    return Version("r", area, value, starts, ends, LAW, "A", hold)


def rule(*versions: Version, stricter: Stricter = Stricter.MORE) -> Rule:
    return Rule("r", "food", Kind.NUMBER, "d", "试验", "Trial", stricter=stricter, versions=versions)


def test_the_nearer_authority_decides():
    found = resolve(rule(version("CN", 1), version("city", 2), version("school", 3)), day=DAY, chain=CHAIN)
    assert (found.state, found.why, found.value) == (State.IN_FORCE, Why.NEARER, 3)
    assert [reason for _, reason in found.others] == [Passed.FARTHER, Passed.FARTHER]


def test_an_empty_nearer_version_does_not_switch_a_farther_value_off():
    found = resolve(rule(version("CN", 1), version("school", None)), day=DAY, chain=CHAIN)
    assert (found.value, found.why) == (1, Why.ONLY)
    assert [(one.area, reason) for one, reason in found.others] == [("school", Passed.EMPTY)]


def test_a_floor_is_not_loosened_but_may_be_made_stricter():
    law = version("CN", 30, hold=Hold.FLOOR)
    looser = resolve(rule(law, version("school", 7)), day=DAY, chain=CHAIN)
    assert (looser.value, looser.why, looser.others[0][1]) == (30, Why.HELD, Passed.LOOSER)
    assert resolve(rule(law, version("school", 90)), day=DAY, chain=CHAIN).value == 90


def test_a_floor_holds_through_a_stricter_version_between():
    found = resolve(
        rule(version("CN", 30, hold=Hold.FLOOR), version("city", 60), version("school", 20)),
        day=DAY,
        chain=CHAIN,
    )
    assert (found.value, found.why) == (60, Why.HELD)


def test_a_fixed_version_is_not_touched_by_anybody_nearer():
    found = resolve(rule(version("CN", 1, hold=Hold.FIXED), version("school", 9)), day=DAY, chain=CHAIN)
    assert (found.value, found.others[0][1]) == (1, Passed.FIXED)


def test_a_rule_made_elsewhere_is_told_but_does_not_decide():
    found = resolve(rule(version("far", 4)), day=DAY, chain=CHAIN)
    assert (found.state, found.why, found.others[0][1]) == (State.NONE, Why.GAP, Passed.ELSEWHERE)


def test_a_length_of_time_answers_in_minutes_and_days():
    found = resolve(rule(version("CN", 2)), day=DAY, chain=CHAIN)
    assert (found.minutes, found.days) == (2880, 2)
    assert unknown("x", day=DAY) == Answer("x", DAY, State.NONE, Why.UNKNOWN)
    assert unknown("x", day=DAY).minutes is None


@given(rules(), days)
def test_an_answer_is_a_valid_version_of_the_chain_or_none(found: Rule, day: date):
    answer = resolve(found, day=day, chain=CHAIN)
    here = [one for one in found.versions if one.covers(day) and one.area in CHAIN]
    if answer.state is State.IN_FORCE:
        assert answer.version in here
        assert answer.value is not None
        assert len(answer.others) == len([one for one in found.versions if one.covers(day)]) - 1
    else:
        assert answer.version is None
        assert answer.value is None
        assert all(one.is_empty for one in here)
        assert (answer.state is State.NOT_CONFIRMED) is bool(here)


@given(rules(), days)
def test_no_floor_is_ever_loosened_and_no_fixed_one_replaced(found: Rule, day: date):
    answer = resolve(found, day=day, chain=CHAIN)
    if answer.version is None or answer.value is None:
        return
    order = {one.area: one for one in found.versions if one.covers(day)}
    farther = [order[area] for area in CHAIN[: CHAIN.index(answer.version.area)] if area in order]
    passed = {id(one): why for one, why in answer.others}
    for one in farther:
        stood = passed.get(id(one)) is Passed.FARTHER
        if stood and one.hold is Hold.FIXED:
            assert one.value == answer.value
        if stood and one.hold is Hold.FLOOR and one.value is not None:
            assert not is_looser(answer.value, than=one.value, stricter=found.stricter)


@given(rules(), days, st.randoms())
def test_the_order_of_versions_does_not_matter(found: Rule, day: date, random):
    mixed = list(found.versions)
    random.shuffle(mixed)
    other = Rule("r", "food", Kind.NUMBER, "", "", "", stricter=found.stricter, versions=tuple(mixed))
    assert resolve(found, day=day, chain=CHAIN).version == resolve(other, day=day, chain=CHAIN).version


@given(rules(), days, st.none() | st.integers(1, 30), st.integers(0, 9), st.booleans())
def test_a_change_fills_its_days_and_leaves_the_others(
    found: Rule, starts: date, length: int | None, value: int, ends_only: bool
):
    ends = starts + timedelta(days=length) if length else None
    wanted = Version("r", "school", value, starts, ends, LAW, "A", key="new")
    after = with_change(found, wanted, ends_only=ends_only)
    assert overlapping(after.versions) == []
    for number in range(50):
        day = FIRST + timedelta(days=number)
        own = [one for one in after.versions if one.area == "school" and one.covers(day)]
        before = [one for one in found.versions if one.area == "school" and one.covers(day)]
        if wanted.covers(day):
            assert [one.key for one in own] == ([] if ends_only else ["new"])
        else:
            assert [(one.key, one.value) for one in own] == [(one.key, one.value) for one in before]


@given(rules(), days, st.integers(0, 9))
def test_a_preview_names_exactly_the_days_whose_answer_changes(found: Rule, starts: date, value: int):
    wanted = Version("r", "school", value, starts, None, LAW, "A", key="new")
    after = with_change(found, wanted)
    rows = effects(found, after, chain=CHAIN)
    for one, other in pairwise(rows):
        assert one.ends is not None
        assert one.ends <= other.starts
    for number in range(50):
        day = FIRST + timedelta(days=number)
        old, new = (resolve(each, day=day, chain=CHAIN) for each in (found, after))
        named = any(row.starts <= day and (row.ends is None or day < row.ends) for row in rows)
        if (old.state, old.value) != (new.state, new.value):
            assert named


def test_a_preview_tells_the_direction_and_joins_neighbouring_days():
    before = rule(version("CN", 30), version("city", None, starts=DAY))
    looser = effects(before, with_change(before, version("school", 7)), chain=CHAIN)
    assert [(one.way, one.changes_value, one.starts, one.ends) for one in looser] == [
        ("looser", True, FIRST, None)
    ]
    tighter = effects(before, with_change(before, version("school", 90)), chain=CHAIN)
    assert tighter[0].way == "tighter"
    same = effects(before, with_change(before, version("school", 30)), chain=CHAIN)
    assert (same[0].way, same[0].changes_value) == ("same", False)
    unordered = rule(version("CN", 30), stricter=Stricter.NONE)
    assert effects(unordered, with_change(unordered, version("school", 7)), chain=CHAIN)[0].way == "same"


def test_what_is_cut_off_behind_a_window_begins_on_a_known_day():
    old = Version("r", "CN", 1, FIRST, None, LAW, "A", precision=Precision.YEAR)
    found = splice([old], starts=DAY, ends=DAY + timedelta(days=3))
    assert [(one.starts, one.ends, one.precision) for one in found.pieces] == [
        (FIRST, DAY, Precision.YEAR),
        (DAY + timedelta(days=3), None, Precision.DAY),
    ]


def test_a_refusal_passes_over_empty_and_equal_versions():
    above = [version("CN", None, hold=Hold.FIXED), version("city", 5, hold=Hold.FIXED)]
    assert refusal_of(5, farther=above, stricter=Stricter.MORE) is None
    assert refusal_of(6, farther=above, stricter=Stricter.MORE) is Passed.FIXED


@pytest.mark.parametrize(
    ("wanted", "lack"),
    [
        (version("school", 40), ""),
        (version("school", None), ""),
        (version("elsewhere", 1), ""),
        (version("school", 40, ends=FIRST), "window"),
        (version("school", True), "value_number"),
        (Version("r", "school", 40, FIRST), "no_source"),
        (version("school", 7), "held_looser"),
    ],
)
def test_a_change_is_admitted_or_told_what_lacks(wanted: Version, lack: str):
    assert lack_of(wanted, rule=rule(version("CN", 30, hold=Hold.FLOOR)), chain=CHAIN) == lack


def test_a_floor_needs_a_direction():
    unordered = rule(version("CN", 30), stricter=Stricter.NONE)
    assert lack_of(version("school", 40, hold=Hold.FLOOR), rule=unordered, chain=CHAIN) == "hold"


def test_a_confirmation_keeps_a_value_and_fills_an_empty_one_from_its_day_on():
    found = rule(version("CN", 30, ends=date(2023, 1, 1)), version("school", None))
    full, open_one = version("CN", 30, starts=DAY), version("school", 7, starts=DAY)
    assert lack_of_confirmation(full, rule=found) == ""
    assert (confirming(full, rule=found).starts, confirming(full, rule=found).ends) == (
        FIRST,
        date(2023, 1, 1),
    )
    assert confirming(open_one, rule=found).starts == DAY
    assert lack_of_confirmation(version("CN", 31), rule=found) == "other_value"
    assert lack_of_confirmation(version("school", None), rule=found) == "no_value"
    nothing = version("city", 1)
    assert lack_of_confirmation(nothing, rule=found) == "nothing_stands"
    assert confirming(nothing, rule=found) == nothing
    assert standing_on(nothing, rule=found) is None
