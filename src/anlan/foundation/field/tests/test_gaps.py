"""What never came, from numbers alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.field.gaps import Gap, first_missing, gaps


def test_a_number_left_out_is_a_gap_and_the_end_may_still_come():
    assert gaps([1, 2, 5, 9], made_upto=11) == (Gap(3, 4), Gap(6, 8), Gap(10, 11, open_end=True))
    assert gaps([], made_upto=0) == ()


@given(st.sets(st.integers(1, 60)), st.integers(0, 80))
def test_gaps_and_arrivals_make_up_everything(arrived, made_upto):
    found = gaps(arrived, made_upto=made_upto)
    missing = {number for gap in found for number in range(gap.first, gap.last + 1)}
    assert missing.isdisjoint(arrived)
    assert missing | arrived == set(range(1, max(made_upto, *arrived, 0) + 1))
    assert first_missing(arrived) == min(missing or {max(arrived, default=0) + 1})
