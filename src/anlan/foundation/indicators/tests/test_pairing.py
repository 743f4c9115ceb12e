"""Whether the records behind a figure are believed after a random re-check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.indicators.rules.pairing import Trust, trust

ORDER = (Trust.DRIFTS, Trust.UNSURE, Trust.HOLDS)


@pytest.mark.parametrize(
    ("good", "of", "target", "said"),
    [
        (None, 50, 95.0, Trust.UNKNOWN),
        (50, None, 95.0, Trust.UNKNOWN),
        (50, 50, None, Trust.UNKNOWN),
        (0, 0, 95.0, Trust.UNKNOWN),
        (19, 19, 80.0, Trust.TOO_FEW),
        (400, 400, 95.0, Trust.HOLDS),
        (10, 40, 95.0, Trust.DRIFTS),
        (38, 40, 95.0, Trust.UNSURE),
    ],
)
def test_the_whole_interval_judges(good: int | None, of: int | None, target: float | None, said: Trust):
    assert trust(good, of, target=target, fewest=20) is said


@given(of=st.integers(20, 400), good=st.integers(0, 399), target=st.floats(1, 99))
def test_one_more_that_agrees_never_lowers_the_trust(of: int, good: int, target: float):
    fewer = trust(min(good, of - 1), of, target=target, fewest=20)
    more = trust(min(good, of - 1) + 1, of, target=target, fewest=20)
    assert ORDER.index(more) >= ORDER.index(fewer)
