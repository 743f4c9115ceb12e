from typing import Any

import pytest

from anlan.core.kernel import clock
from anlan.foundation.campus.models import Place, Residence
from anlan.foundation.intake.closing import close_gone
from anlan.foundation.intake.tests.office import (
    CLERK,
    LOADER,
    UNITS,
    bring,
    delivery_of,
    staff,
    student,
    told,
)
from anlan.foundation.people.models import Appointment, Group, Membership, Position, Unit

pytestmark = pytest.mark.django_db

PLACES = (
    {"code": "zx", "name": "中心校区", "kind": "校区"},
    {
        "code": "zx-n1",
        "name": "北苑 1 号楼",
        "kind": "宿舍楼",
        "parent": "zx",
        "owner": "物理学院",
        "order": 3,
    },
    {"code": "zx-e", "name": "东门", "kind": "校门", "parent": "zx", "lon": "121.5", "lat": "31.3"},
)


@pytest.fixture(autouse=True)
def units():
    return bring("units", UNITS)


@pytest.fixture
def campus():
    bring("places", PLACES)
    bring("students", [student(str(n), f"甲{'一二三四五'[n]}") for n in range(5)])


def bed(number: str = "", *, room: str = "302", bed_number: str = "1", **more: Any) -> dict[str, Any]:
    return {"building": "zx-n1", "room": room, "bed": bed_number, "number": number} | more


# units


def test_children_may_stand_before_their_parents():
    report = bring(
        "units",
        [
            {"code": "lab", "name": "光学实验室", "kind": "department", "parent": "optics"},
            {"code": "optics", "name": "光学系", "kind": "department", "parent": "physics"},
        ],
    )
    assert report.counts == {"new": 2}
    assert Unit.objects.get(code="lab").path == "lanjiang/physics/optics/lab/"


def test_a_circle_an_unknown_parent_a_second_root_and_a_move_are_told():
    report = bring(
        "units",
        [
            {"code": "a", "name": "甲", "kind": "department", "parent": "b"},
            {"code": "b", "name": "乙", "kind": "department", "parent": "a"},
            {"code": "c", "name": "丙", "kind": "department", "parent": "nowhere"},
            {"code": "d", "name": "丁", "kind": "department", "parent": "c"},
            {"code": "other", "name": "另一所大学", "kind": "university"},
            {"code": "arts", "name": "文学院", "kind": "college", "parent": "physics"},
        ],
    )
    assert [codes[0] for _verdict, codes in told(report)] == [
        "parent_refused", "parent_refused", "parent_unknown", "parent_refused", "second_root", "unit_moved"
    ]  # fmt: skip


def test_a_units_names_change_and_units_gone_are_closed_on_confirmation():
    with clock.hold(clock.later(minutes=1)):
        report = bring("units", [*UNITS[:1], UNITS[1] | {"name": "物理与天文学院"}], whole=True)
        assert report.counts == {"gone": 1, "changed": 1, "same": 1}
        assert Unit.objects.get(code="physics").name == "物理与天文学院"
    with clock.hold(clock.later(minutes=2)):
        assert close_gone(delivery_id=delivery_of(report), by=CLERK).ended == 1
        assert not Unit.objects.in_force().filter(code="arts").exists()


def test_a_unit_with_people_in_it_is_not_closed():
    bring("staff", [staff("1", unit="arts")])
    report = bring("units", UNITS[:2], whole=True)
    closed = close_gone(delivery_id=delivery_of(report), by=CLERK)
    assert (closed.ended, closed.refused) == (0, ("arts",))


# places


def test_places_come_with_kinds_owners_and_points(campus):
    gate = Place.objects.get(code="zx-e")
    assert (gate.kind, gate.geometry) == ("gate", {"type": "Point", "coordinates": [121.5, 31.3]})
    assert Place.objects.filter(code="zx-n1", owner_unit__code="physics").exists()
    assert bring("places", PLACES).counts == {"same": 3}


def test_a_place_that_cannot_be_says_why():
    report = bring(
        "places",
        [
            {"code": "r", "name": "无主房间", "kind": "房间", "parent": "nowhere"},
            {"code": "g", "name": "西门", "kind": "校门", "parent": "x", "lon": "121.5"},
            {"code": "x", "name": "南苑", "kind": "校区", "owner": "没有的处"},
            {"code": "s l", "name": "空格", "kind": "校区", "capacity": "很多"},
        ],
    )
    assert [codes for _verdict, codes in told(report)] == [
        ["parent_unknown"], ["parent_refused", "half_a_spot"], ["unit_unknown"], ["not_whole"]
    ]  # fmt: skip


# rooms and beds


def test_beds_come_with_their_rooms_and_their_residents(campus):
    report = bring("rooms", [bed("1"), bed("2", bed_number="2"), bed(bed_number="3")])
    assert (report.counts, report.written["places"], report.written["residences"]) == ({"new": 3}, 4, 2)
    assert Place.objects.get(code="zx-n1-302-2").path == "zx/zx-n1/zx-n1-302/zx-n1-302-2/"
    assert bring("rooms", [bed("1"), bed("2", bed_number="2"), bed(bed_number="3")]).counts == {"same": 3}


def test_moving_ends_one_stay_and_begins_another(campus):
    bring("rooms", [bed("1"), bed("2", bed_number="2")])
    with clock.hold(clock.later(days=1)):
        report = bring("rooms", [bed("2"), bed("1", bed_number="2")])
        assert report.counts == {"changed": 2}
        assert set(Residence.objects.in_force().values_list("person__number", "place__code")) == {
            ("2", "zx-n1-302-1"), ("1", "zx-n1-302-2")
        }  # fmt: skip


def test_an_emptied_bed_is_proposed_and_a_mover_within_the_file_is_not(campus):
    bring("rooms", [bed("1"), bed("2", bed_number="2")])
    with clock.hold(clock.later(days=1)):
        report = bring("rooms", [bed(), bed(bed_number="2"), bed("2", bed_number="3")])
        assert [(finding.key, str(finding.verdict)) for finding in report.told] == [("1", "gone")]
    with clock.hold(clock.later(days=2)):
        close_gone(delivery_id=delivery_of(report), by=LOADER)
        assert [stay.place.code for stay in Residence.objects.in_force()] == ["zx-n1-302-3"]


def test_a_room_without_numbered_beds_holds_as_many_as_its_capacity(campus):
    rows = [bed(str(n), bed_number="", capacity=2) for n in range(3)]
    assert told(bring("rooms", rows)) == [("error", ["room_full"])]
    assert Residence.objects.in_force().filter(sole=False).count() == 2


def test_faults_of_beds_are_told(campus):
    rows = [
        bed("1"),
        bed("2"),
        bed("1", bed_number="2"),
        bed("99", bed_number="3"),
        {"building": "zx-n9", "room": "1"},
        {"building": "zx-e", "room": "1"},
    ]
    found = [codes[0] for _verdict, codes in told(bring("rooms", rows))]
    assert found == [
        "bed_twice",
        "person_housed_twice",
        "person_unknown",
        "building_unknown",
        "not_a_building",
    ]


# courses and classes


def course(code: str = "P1", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": "普通物理", "kind": "课程", "unit": "物理"} | more


def test_a_group_takes_its_members_from_several_rows(campus):
    bring("courses", [course(teachers="0", members="1；2"), course(members="3")])
    parts = sorted(Membership.objects.values_list("person__number", "part"))
    assert parts == [("0", "teacher"), ("1", "member"), ("2", "member"), ("3", "member")]
    assert bring("courses", [course(teachers="0", members="1；2"), course(members="3")]).counts == {"same": 2}


def test_a_member_no_longer_named_is_proposed_and_a_new_one_joins(campus):
    bring("courses", [course(members="1；2")])
    report = bring("courses", [course(members="2；3")])
    assert report.counts == {"gone": 1, "changed": 1}
    with clock.hold(clock.later(minutes=1)):
        close_gone(delivery_id=delivery_of(report), by=LOADER)
        assert set(Membership.objects.in_force().values_list("person__number", flat=True)) == {"2", "3"}


def test_a_group_without_any_member_column_loses_nobody(campus):
    bring("courses", [course(members="1；2")])
    assert bring("courses", [course(name_en="Physics")]).counts == {"changed": 1}
    assert Group.objects.get().name_en == "Physics"


def test_faults_of_groups_are_told(campus):
    rows = [course(), course(kind="班级"), course("P2", members="77；1"), course("P3", unit="无")]
    found = [codes[0] for _verdict, codes in told(bring("courses", rows))]
    assert found == ["group_unlike", "persons_unknown", "unit_unknown"]


# positions


def head(**more: Any) -> dict[str, Any]:
    return {
        "unit": "物理学院",
        "title": Position.objects.filter(unit__code="physics").order_by("order")[0].title,
    } | more


def test_the_sheet_gives_a_templates_seat_its_phone_and_its_holder(campus):
    assert bring("positions", [head(phone="8000-2001", holder="1")]).counts == {"changed": 1}
    seat = Appointment.objects.get()
    assert (seat.person.number, seat.position.phone, seat.deputy) == ("1", "8000-2001", False)
    assert bring("positions", [head(phone="8000-2001", holder="1")]).counts == {"same": 1}


def test_a_new_holder_ends_the_old_appointment_and_deputies_join(campus):
    bring("positions", [head(holder="1")])
    with clock.hold(clock.later(days=1)):
        bring("positions", [head(holder="2", deputies="3；2")])
        held = sorted(Appointment.objects.in_force().values_list("person__number", "deputy"))
        assert held == [("2", False), ("3", True)]
        assert Appointment.objects.count() == 3


def test_a_seat_beside_the_template_needs_a_role(campus):
    row = {"unit": "physics", "title": "夜间值班"}
    assert told(bring("positions", [row])) == [("error", ["role_missing"])]
    assert bring(
        "positions", [row | {"role": "单位联络员", "phone": "8000-2099", "place": "zx-e"}]
    ).counts == {"new": 1}
    made = Position.objects.get(title="夜间值班")
    assert (made.role, made.place_path) == ("unit_clerk", "zx/zx-e/")


def test_a_loader_without_the_power_to_appoint_seats_nobody(campus):
    assert told(bring("positions", [head(holder="1")], by=LOADER)) == [("error", ["not_yours_to_fill"])]
    assert bring("positions", [head(phone="8000-2001")], by=LOADER).counts == {"changed": 1}


def test_faults_of_positions_are_told(campus):
    rows = [
        head(holder="99"),
        head(phone="8000-1"),
        head() | {"title": "x", "role": "联络"},
        head() | {"unit": "无"},
    ]
    found = [codes[0] for _verdict, codes in told(bring("positions", rows))]
    assert found == ["persons_unknown", "twice", "not_a_choice", "unit_unknown"]
