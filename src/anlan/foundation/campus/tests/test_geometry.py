import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.campus.geometry import (
    LOCAL,
    WGS84,
    BadGeometry,
    bounds,
    cleaned,
    lines,
    middle,
    positions,
)

RING = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]


def test_a_third_dimension_is_dropped_and_numbers_are_rounded():
    found = cleaned({"type": "Point", "coordinates": [1.23456789012, 2, 99.5]}, crs=WGS84)
    assert found == {"type": "Point", "coordinates": [1.2345679, 2.0]}


@pytest.mark.parametrize(
    ("geometry", "code", "field"),
    [
        ("a point", "not_an_object", "geometry"),
        ({"type": "Circle", "coordinates": [0, 0]}, "unknown_type", "geometry.type"),
        ({"type": ["Point"], "coordinates": [0, 0]}, "unknown_type", "geometry.type"),
        ({"type": "Point"}, "not_a_position", "geometry.coordinates"),
        ({"type": "Point", "coordinates": [1]}, "not_a_position", "geometry.coordinates"),
        ({"type": "Point", "coordinates": ["1", 2]}, "not_a_number", "geometry.coordinates[0]"),
        ({"type": "Point", "coordinates": [True, 2]}, "not_a_number", "geometry.coordinates[0]"),
        ({"type": "Point", "coordinates": [1, math.inf]}, "not_finite", "geometry.coordinates[1]"),
        ({"type": "Point", "coordinates": [math.nan, 1]}, "not_finite", "geometry.coordinates[0]"),
        ({"type": "Point", "coordinates": [500000, 4000000]}, "out_of_reach", "geometry.coordinates[0]"),
        ({"type": "LineString", "coordinates": [[0, 0]]}, "too_few_positions", "geometry.coordinates"),
        ({"type": "LineString", "coordinates": {}}, "not_a_list", "geometry.coordinates"),
        ({"type": "Polygon", "coordinates": []}, "too_few_positions", "geometry.coordinates"),
        ({"type": "Polygon", "coordinates": [[*RING[:-1], [1, 1]]]}, "ring_open", "geometry.coordinates[0]"),
        ({"type": "Polygon", "coordinates": [RING, RING[:3]]}, "too_few_positions", "geometry.coordinates[1]"),  # noqa: E501
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, "x"], [0, 0]]]}, "not_a_number", "geometry.coordinates[0][2][1]"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_bad_geometry_is_named_by_its_fault_and_its_field(geometry, code, field):
    with pytest.raises(BadGeometry) as told:
        cleaned(geometry, crs=WGS84)
    assert (told.value.code, told.value.field) == (code, field)


def test_a_geometry_of_too_many_positions_is_refused():
    line = {"type": "LineString", "coordinates": [[0, 0]] * 20_001}
    with pytest.raises(BadGeometry, match="too_many_positions"):
        cleaned(line, crs=WGS84)


def test_local_metres_reach_further_than_degrees():
    assert cleaned({"type": "Point", "coordinates": [5000, -300]}, crs=LOCAL)["coordinates"] == [
        5000.0,
        -300.0,
    ]


def test_the_middle_of_a_square_is_its_middle_wherever_it_starts():
    assert middle({"type": "Polygon", "coordinates": [RING]}) == pytest.approx((2, 2))


def test_a_flat_ring_still_has_a_middle():
    flat = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [4, 0], [0, 0]]]}
    assert middle(flat) == pytest.approx((1.5, 0))


def test_every_shape_comes_apart_into_lines():
    shapes = {
        "Point": [0, 0],
        "MultiPoint": [[0, 0], [1, 1]],
        "LineString": [[0, 0], [1, 1]],
        "MultiLineString": [[[0, 0], [1, 1]]],
        "Polygon": [RING],
        "MultiPolygon": [[RING], [RING]],
    }
    counted = {name: len(lines({"type": name, "coordinates": held})) for name, held in shapes.items()}
    assert counted == {
        "Point": 1, "MultiPoint": 2, "LineString": 1, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2
    }  # fmt: skip


coordinates = st.floats(-90, 90, allow_nan=False)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=30))
def test_cleaning_twice_is_cleaning_once_and_bounds_hold_every_position(points):
    line = {"type": "LineString", "coordinates": [list(point) for point in points]}
    once = cleaned(line, crs=WGS84)
    west, south, east, north = bounds([once]) or (0, 0, 0, 0)
    assert cleaned(once, crs=WGS84) == once
    assert all(west <= x <= east and south <= y <= north for x, y in positions(once))


hostile = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=30,
)


@given(st.sampled_from(["Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon"]), hostile)
def test_whatever_is_sent_is_cleaned_or_named(shape, given_coordinates):
    found, field = None, ""
    try:
        found = cleaned({"type": shape, "coordinates": given_coordinates}, crs=WGS84)
    except BadGeometry as bad:
        field = bad.field
    finite = found is not None and all(math.isfinite(x) and math.isfinite(y) for x, y in positions(found))
    assert finite or field.startswith("geometry.coordinates")
