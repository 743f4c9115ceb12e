"""Suggestions: said of a sentence, never of nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.indicators.definitions import definitions
from anlan.foundation.indicators.public import suggest
from anlan.foundation.indicators.rules.likeness import likeness


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=6), max_size=5), st.text(max_size=20))
def test_likeness_lies_between_nothing_and_all(text, words, name):
    assert 0 <= likeness(text, words=words, names=(name,)) <= 1


def test_a_name_too_short_for_a_pair_says_nothing():
    assert likeness("墙", words=(), names=("墙",)) == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("保障物资配给前的再次消杀和静置的环节和点位", "supply.released_without_second"),
        ("坚决防止校内人员翻墙出校、校外人员翻墙进校", "movement.fence_breaches"),
        ("做好就业困难学生兜底工作，一生一策", "graduates.one_plan_each"),
        ("汛期将至，提早做好排查检修等各项防汛准备，避免内涝", "safety.flood_points_checked"),
        ("针对督查组在督查中发现的问题，限期整改销号", "inspection.closed_on_time"),
        ("Check the gates and the fence before night", "safety.fence_patrols_on_time"),
    ],
)
def test_a_sentence_of_orders_finds_the_measurement_meant(text, code):
    assert code in [one.code for one in suggest(text)]


def test_idle_words_find_nothing_and_re_checks_are_never_offered():
    assert suggest("今天天气很好") == []
    assert suggest("") == []
    everything = "".join(word for one in definitions().by_code.values() for word in (one.zh, *one.words))
    assert not any(one.recheck for one in suggest(everything, limit=60))
