"""Rings and circles: what is written can be read, however small, odd or open it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.cap.geometry import circle_fault, circle_written, polygon_fault, polygon_written

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
POINTS = st.tuples(LATITUDES, LONGITUDES)


def test_an_open_ring_is_closed_and_a_closed_one_stays_as_it_is():
    corners = ((43.8, 125.3), (43.9, 125.3), (43.9, 125.4))
    written = "43.8,125.3 43.9,125.3 43.9,125.4 43.8,125.3"
    assert polygon_written(corners) == written
    assert polygon_written((*corners, corners[0])) == written


def test_corners_that_differ_by_less_than_is_written_still_make_a_ring():
    ring = ((43.8, 125.3), (43.9, 125.3), (43.8000001, 125.3))
    assert polygon_fault(polygon_written(ring)) == ""


def test_no_corners_are_no_ring():
    assert polygon_written(()) == ""
    assert polygon_fault("") == "unreadable"


@pytest.mark.parametrize(
    ("kilometres", "written"), [(0, "0"), (1.5, "1.5"), (0.00001, "0.00001"), (1e-9, "0"), (2e6, "2000000")]
)
def test_a_radius_is_written_without_an_exponent(kilometres: float, written: str):
    assert circle_written((0, 0), kilometres) == f"0,0 {written}"


@given(centre=POINTS, kilometres=st.floats(0, 1e9))
def test_every_circle_that_is_written_can_be_read(centre: tuple[float, float], kilometres: float):
    assert circle_fault(circle_written(centre, kilometres)) == ""


@given(ring=st.lists(POINTS, min_size=3, max_size=8, unique=True))
def test_every_ring_of_three_corners_can_be_read(ring: list[tuple[float, float]]):
    assert polygon_fault(polygon_written(ring)) == ""
