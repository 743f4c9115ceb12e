import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.ui import charts, trends
from anlan.foundation.ui.marks import Mark

SERIES = trends.Trend(
    values=(98.6, 99.0, 96.2),
    labels=("5-11", "5-12", "5-13"),
    label="合格率",
    low=94,
    high=100,
    unit="%",
    target=98,
    target_label="≥ 98%",
)


def drawn(svg: str) -> Any:
    return ET.fromstring(svg)  # noqa: S314


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60), st.none() | st.floats(-1e6, 1e6))
def test_a_sparkline_of_any_numbers_stays_inside_its_frame(values, target):
    root = drawn(charts.sparkline(values, target=target))
    points = [tuple(map(float, pair.split(","))) for pair in root.find("polyline").get("points").split()]
    assert len(points) == len(values)
    assert all(0 <= x <= 96 and 0 <= y <= 34 for x, y in points)


def test_one_value_is_no_line():
    assert charts.sparkline([3.0]) == ""
    assert charts.spark_bars([]) == ""


def test_a_sparkline_is_coloured_only_off_target():
    assert "var(--al-c1)" in charts.sparkline([1, 2], mark=Mark.ON_TRACK)
    assert "var(--al-warn-mark)" in charts.sparkline([1, 2], mark=Mark.AT_RISK)


@pytest.mark.parametrize(("value", "length"), [(50, 44.0), (-20, 2.0), (500, 88.0), (0, 2.0)])
def test_a_bullet_keeps_its_bar_on_the_track(value, length):
    bar = drawn(charts.bullet(value, target=80)).findall("rect")[1]
    assert float(bar.get("width")) == length


def test_a_bullet_without_a_value_shows_only_the_target():
    root = drawn(charts.bullet(None, target=80))
    assert len(root.findall("rect")) == 1
    assert float(root.find("line").get("x1")) == pytest.approx(70.4)


def test_a_bullet_over_an_empty_range_is_still_drawn():
    assert drawn(charts.bullet(3, target=0, low=0, high=0)) is not None


def test_the_parts_of_a_meter_never_exceed_the_whole():
    bars = drawn(charts.meter([(0.7, "a"), (0.6, "b"), (0.2, "c")])).findall("rect")
    assert sum(float(bar.get("width")) for bar in bars) <= 1000


def test_a_label_is_escaped_and_makes_the_drawing_speak():
    root = drawn(charts.spark_bars([1, 0, 3], label='三天 "1 0 3" <b>'))
    assert root.get("role") == "img"
    assert root.get("aria-label") == '三天 "1 0 3" <b>'


def test_a_trend_fills_the_points_beyond_its_target():
    dots = drawn(trends.trend(SERIES)).findall(".//circle")
    assert [dot.get("fill") for dot in dots] == [
        "var(--al-surface)",
        "var(--al-surface)",
        "var(--al-warn-mark)",
    ]


def test_a_target_may_be_an_upper_limit():
    series = trends.Trend(values=(1, 5), labels=(), label="x", low=0, high=6, target=3, at_least=False)
    assert [series.misses(value) for value in series.values] == [False, True]


def test_a_trend_without_target_or_values_is_still_a_drawing():
    empty = trends.Trend(values=(), labels=(), label="没有数", low=0, high=1)
    assert drawn(trends.trend(empty)).find(".//circle") is None
    assert not empty.misses(3)


def test_a_trend_labels_at_most_seven_days():
    series = trends.Trend(
        values=tuple(range(60)), labels=tuple(map(str, range(60))), label="x", low=0, high=60
    )
    middle = [
        text for text in drawn(trends.trend(series)).findall(".//text") if text.get("text-anchor") == "middle"
    ]
    assert len(middle) <= 7
