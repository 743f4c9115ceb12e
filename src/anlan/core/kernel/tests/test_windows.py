from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.kernel.windows import Window

MORNING = datetime(2022, 5, 19, 8, tzinfo=UTC)
hours = st.integers(0, 12)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start = MORNING + timedelta(hours=draw(hours))
    length = draw(st.one_of(st.none(), st.integers(1, 6)))
    return Window(start, start + timedelta(hours=length) if length else None)


def test_a_window_covers_its_first_instant_and_not_its_last():
    window = Window(MORNING, MORNING + timedelta(hours=1))
    assert window.covers(MORNING)
    assert not window.covers(MORNING + timedelta(hours=1))


def test_a_window_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends after it starts"):
        Window(MORNING, MORNING)


@given(windows(), windows())
def test_two_windows_overlap_exactly_when_an_instant_lies_in_both(one: Window, other: Window):
    shared = [h for h in range(40) if all(w.covers(MORNING + timedelta(hours=h)) for w in (one, other))]
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


@given(windows(), windows())
def test_where_two_windows_meet_both_cover_and_nowhere_else(one: Window, other: Window):
    meeting = one.meet(other)
    for hour in range(40):
        at = MORNING + timedelta(hours=hour)
        assert (meeting is not None and meeting.covers(at)) == (one.covers(at) and other.covers(at))
