"""Whole sheets by COPY."""

import pytest

from anlan.core.access import Actor, Grant
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.people.models import Appointment, Membership, Person, Standing, Unit
from anlan.foundation.people.public import (
    AppointmentRow,
    GroupRow,
    MembershipRow,
    PersonRow,
    PositionRow,
    StandingRow,
    UnitRow,
    add_appointments,
    add_groups,
    add_memberships,
    add_persons,
    add_positions,
    add_standings,
    add_units,
    change_persons,
    end_memberships,
    end_standings,
    group_codes,
    person_numbers,
    position_codes,
    unit_codes,
)
from anlan.foundation.people.tests import cast


@pytest.fixture
def loader(campus):
    return Actor.system("load")


def test_a_sheet_of_everything_goes_in_and_is_ordinary_afterwards(campus, loader):
    units = add_units(
        [
            UnitRow("math", "数学学院", "college", parent="u"),
            UnitRow("alg", "代数系", "department", parent="math"),
        ],
        by=loader,
    )
    persons = add_persons(
        [PersonRow("S9", "解\t明\\n", "13900000009", other_numbers=("T9", 'a"b,{}'))], by=loader
    )
    add_standings([StandingRow(persons["S9"], "master", units["alg"])], by=loader)
    groups = add_groups([GroupRow("M22", "数学 22", "class", units["alg"])], by=loader)
    add_memberships([MembershipRow(groups["M22"], persons["S9"], "lead")], by=loader)
    seats = add_positions([PositionRow("math.dean", units["math"], "院长", "unit_head")], by=loader)
    add_appointments([AppointmentRow(persons["S9"], seats["math.dean"])], by=loader)
    row = Person.objects.get(number="S9")
    assert (row.name, row.other_numbers) == ("解\t明\\n", ["T9", 'a"b,{}'])
    assert Unit.objects.get(code="alg").path == "u/math/alg/"
    assert cast.acting(row).unit_path == "u/math/"
    assert person_numbers()["T9"] == row.pk
    assert unit_codes()["math"] == units["math"]
    assert group_codes() == {"M22": groups["M22"]}
    assert position_codes()["math.dean"] == seats["math.dean"]


def test_a_number_that_is_taken_is_a_conflict_and_nothing_stays(campus, loader):
    with pytest.raises(Conflict) as clash:
        add_persons([PersonRow("N1", "甲"), PersonRow("T001", "乙")], by=loader)
    assert clash.value.code == "people.number_taken"
    assert not Person.objects.filter(number="N1").exists()


def test_a_unit_before_its_parent_is_named(campus, loader):
    with pytest.raises(BadInput) as refused:
        add_units([UnitRow("kid", "子", "office", parent="later")], by=loader)
    assert refused.value.facts == {"code": "kid", "parent": "later"}


def test_persons_change_by_number_and_keep_their_other_numbers(campus, loader):
    campus.student.other_numbers = ["X1"]
    campus.student.save()
    assert change_persons([PersonRow("S001", "单明月"), PersonRow("none", "无")], by=loader) == 1
    campus.student.refresh_from_db()
    assert (campus.student.sort_key, campus.student.other_numbers) == ("shan ming yue", ["X1"])


def test_standings_and_memberships_end(campus, loader):
    standing = campus.student.standings.get()
    assert end_standings([standing.pk], by=loader) == 1
    assert end_standings([standing.pk], by=loader) == 0
    group = add_groups([GroupRow("G", "组", "lab", campus.department.pk)], by=loader)["G"]
    add_memberships([MembershipRow(group, campus.student.pk)], by=loader)
    row = Membership.objects.get()
    assert end_memberships([row.pk], by=loader, at=clock.later(days=1)) == 1
    assert Standing.objects.in_force().filter(person=campus.student).count() == 0


def test_who_does_not_load_does_not_load(campus):
    dean = cast.acting(campus.dean)
    with pytest.raises(NotVisible):
        add_persons([PersonRow("Z", "甲")], by=dean)
    with pytest.raises(NotVisible):
        add_units([UnitRow("z", "乙", "office")], by=dean)


def test_loading_sheets_is_not_a_way_to_give_oneself_a_seat(campus):
    loader = Actor(person_id=campus.dean.pk, grants=(Grant("intake.run", unit=""),))
    with pytest.raises(NotYours):
        add_positions([PositionRow("c.own", campus.college.pk, "总指挥", "commander")], by=loader)
    editor = Actor(person_id=campus.admin.pk, grants=(Grant("people.edit", unit=""),))
    seat = cast.seat(campus.root, "commander")
    with pytest.raises(NotYours) as refused:
        add_appointments([AppointmentRow(campus.admin.pk, seat.pk)], by=editor)
    assert refused.value.code == "people.own_appointment"
    assert not Appointment.objects.filter(position=seat).exists()
