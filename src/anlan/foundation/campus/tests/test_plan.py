from uuid import uuid4

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.campus.drawing import Box, Desk, Frame, spots_on
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.plan import PlanMark, draw, svg_map
from anlan.foundation.campus.tests.town import square, town


def places() -> list[Place]:
    return [
        Place(
            id=uuid4(),
            code=one["properties"]["code"],
            name=one["properties"]["name"],
            kind=one["properties"]["kind"],
            geometry=one["geometry"],
            crs="local",
            shut=one["properties"].get("shut", False),
        )
        for one in town()["features"]
    ]


def test_a_plan_says_in_a_sentence_what_it_shows():
    campus, *inside = places()
    plan = draw(campus, inside, marks=[PlanMark("c1-d1", "not_met", "北苑漏水")])
    assert plan is not None
    assert plan.told == "中心校区平面示意，1 个校门开放，关闭：西门，北苑漏水"


def test_a_shut_gate_is_outlined_and_says_so():
    campus, *inside = places()
    plan = draw(campus, inside)
    assert plan is not None
    assert [(gate.text, gate.shut) for gate in plan.gates] == [("东门", False), ("西门 关", True)]


def test_no_label_lies_on_another():
    campus, *inside = places()
    crowd = [
        Place(
            code=f"b{n}", name=f"第{n}教学楼", kind="building", geometry=square(300 + n, 100, 20), crs="local"
        )
        for n in range(30)
    ]
    plan = draw(campus, [*inside, *crowd])
    assert plan is not None
    assert 0 < len(plan.labels) < 30


def test_nothing_to_draw_gives_no_picture():
    assert svg_map(Place(code="c1", name="空", kind="campus"), []) == ""


def test_a_picture_holds_no_script_and_no_style_even_with_a_hostile_name():
    campus, *inside = places()
    campus.name = '"><script>alert(1)</script>'
    drawn = svg_map(campus, inside, marks=[PlanMark("c1-e", "at_risk", "<b>排队</b>")])
    assert "<script" not in drawn
    assert "<b>" not in drawn
    assert " style=" not in drawn


def test_a_plan_in_english_uses_english_names():
    campus, *inside = places()
    campus.name_en = "Central Campus"
    with translation.override("en"):
        plan = draw(campus, inside)
    assert plan is not None
    assert plan.told.startswith("Plan of Central Campus")


def test_the_place_of_the_page_is_marked_as_an_outline_or_as_a_spot():
    campus, *inside = places()
    building, gate = draw(campus, inside, here="c1-d1"), draw(campus, inside, here="c1-e")
    assert building is not None
    assert gate is not None
    assert (len(building.here), len(gate.here)) == (1, 0)
    assert gate.spot is not None


@given(
    st.lists(st.tuples(st.floats(-179, 179), st.floats(-85, 85)), min_size=1, max_size=12),
    st.sampled_from([360.0, 380.0, 720.0]),
)
def test_every_position_lies_within_the_picture(points, width):
    shape = {"type": "MultiPoint", "coordinates": [list(point) for point in points]}
    frame = Frame.around([shape], crs="EPSG:4326", width=width, most_height=width)
    assert frame is not None
    drawn = [frame.point(point) for point in points]
    assert all(-0.2 <= x <= width + 0.2 and -0.2 <= y <= frame.height + 0.2 for x, y in drawn)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300), st.floats(1, 80)), max_size=40))
def test_a_desk_never_gives_a_taken_spot(wanted):
    desk = Desk(320, 320)
    put = [desk.put(spots_on(Box(x, y, 30, 12), width=width, height=18)) for x, y, width in wanted]
    boxes = [box for box in put if box is not None]
    assert not any(one.meets(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def test_boxes_that_touch_do_not_meet():
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 10, 10))


def test_an_unknown_kind_is_drawn_as_a_point_of_no_layer():
    campus, *_ = places()
    odd = Place(code="x", name="奇", kind="palace", geometry=square(10, 10, 10), crs="local")
    plan = draw(campus, [odd])
    assert plan is not None
    assert [outline.layer for outline in plan.outlines] == ["land"]


@pytest.mark.parametrize("degrees", [0.0, 30.0, 60.0])
def test_a_square_on_the_ground_is_a_square_in_the_picture(degrees):
    import math

    stretch = 1 / math.cos(math.radians(degrees + 0.0005))
    shape = {"type": "MultiPoint", "coordinates": [[0, degrees], [0.001 * stretch, degrees + 0.001]]}
    frame = Frame.around([shape], crs="EPSG:4326", width=400, most_height=400)
    assert frame is not None
    (left, bottom), (right, top) = frame.point((0, degrees)), frame.point((0.001 * stretch, degrees + 0.001))
    assert right - left == pytest.approx(bottom - top, rel=0.01)
