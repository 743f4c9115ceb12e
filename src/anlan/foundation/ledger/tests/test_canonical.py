from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.kernel.errors import BadInput
from anlan.foundation.ledger.canonical import canonical


class Colour(StrEnum):
    RED = "red"


def test_keys_are_sorted_and_nothing_is_spaced():
    assert canonical({"b": 1, "a": [True, None]}) == '{"a":[true,null],"b":1}'


def test_text_stays_as_it_was_typed():
    composed, decomposed = "é", "e\u0301"
    assert canonical({"a": composed}) != canonical({"a": decomposed})
    assert canonical({"a": "第一条：通知"}) == '{"a":"第一条：通知"}'


def test_an_instant_is_told_in_utc_whatever_zone_it_came_in():
    east = datetime(2022, 5, 19, 16, 0, tzinfo=timezone(timedelta(hours=8)))
    assert canonical({"a": east}) == '{"a":"2022-05-19T08:00:00.000000+00:00"}'
    assert canonical({"a": east}) == canonical({"a": east.astimezone(UTC)})


def test_ids_decimals_days_sets_and_enums_have_one_text():
    value = {"a": UUID(int=1), "b": Decimal("1.50"), "c": date(2022, 5, 19), "d": {"y", "x"}, "e": Colour.RED}
    assert canonical(value) == (
        '{"a":"00000000-0000-0000-0000-000000000001","b":"1.50","c":"2022-05-19","d":["x","y"],"e":"red"}'
    )


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), b"x", object(), datetime(2022, 5, 19), "a\0b", "\ud800", {1: "a"}, {"\0": 1}],  # noqa: DTZ001
)
def test_what_has_no_one_text_is_refused(value: object):
    with pytest.raises(BadInput) as refused:
        canonical({"a": value})
    assert refused.value.code == "ledger.bad_value"


words = st.text('aé"\\安\n😀', max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from("abcdef"), json_values))
def test_the_order_of_keys_changes_nothing(value: dict[str, object]):
    assert canonical(value) == canonical(dict(reversed(value.items())))
