"""Opening, moving and closing units; reading the tree."""

import pytest

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.ledger.public import history
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import (
    change_unit,
    close_unit,
    create_unit,
    gazetteer,
    move_unit,
    open_seats,
    unit_by_name,
    unit_for,
    unit_tree,
)
from anlan.foundation.people.tests import cast


def test_a_unit_lies_under_its_parent_and_the_ledger_knows_who_opened_it(campus):
    admin = cast.acting(campus.admin)
    made = create_unit(
        code="physchem", name="物理化学系", kind="department", parent_id=campus.college.pk, by=admin
    )
    assert made.path == "u/chem/physchem/"
    assert history("people.unit", made.pk).get().verb == "people.open_unit"


def test_only_a_house_wide_editor_opens_a_root(campus):
    create_unit(code="other", name="附属中学", kind="university", by=cast.acting(campus.admin))
    with pytest.raises(NotYours):
        create_unit(code="mine", name="分校", kind="university", by=cast.acting(campus.dean))


def test_a_dean_opens_units_in_the_college_only(campus):
    dean = cast.acting(campus.dean)
    create_unit(code="bio", name="生物系", kind="department", parent_id=campus.college.pk, by=dean)
    with pytest.raises(NotYours):
        create_unit(code="x", name="某处", kind="office", parent_id=campus.root.pk, by=dean)


def test_a_code_is_used_once_even_by_units_elsewhere(campus):
    with pytest.raises(Conflict) as clash:
        create_unit(
            code="organic",
            name="又一个",
            kind="office",
            parent_id=campus.root.pk,
            by=cast.acting(campus.admin),
        )
    assert clash.value.code == "people.code_taken"


def test_an_unknown_kind_of_unit_is_refused(campus):
    with pytest.raises(BadInput):
        create_unit(
            code="q", name="舰队", kind="fleet", parent_id=campus.root.pk, by=cast.acting(campus.admin)
        )


def test_children_follow_a_unit_that_moves(campus):
    lab = cast.unit("lab", "section", parent=campus.department)
    twin = cast.unit("chem2", "college", parent=campus.root)
    below_twin = cast.unit("organic2", "department", parent=twin)
    move_unit(unit_id=campus.college.pk, parent_id=campus.office.pk, by=cast.acting(campus.admin))
    paths = dict(Unit.objects.values_list("code", "path"))
    assert paths["chem"] == "u/it/chem/"
    assert paths["organic"] == "u/it/chem/organic/"
    assert paths["lab"] == "u/it/chem/organic/lab/"
    assert paths["organic2"] == below_twin.path == "u/chem2/organic2/"
    lab.refresh_from_db()
    assert lab.parent == campus.department


def test_a_unit_never_hangs_below_itself(campus):
    with pytest.raises(Conflict):
        move_unit(unit_id=campus.college.pk, parent_id=campus.department.pk, by=cast.acting(campus.admin))
    with pytest.raises(Conflict):
        move_unit(unit_id=campus.college.pk, parent_id=campus.college.pk, by=cast.acting(campus.admin))


def test_a_dean_cannot_carry_the_college_elsewhere(campus):
    with pytest.raises(NotYours):
        move_unit(unit_id=campus.college.pk, parent_id=campus.office.pk, by=cast.acting(campus.dean))


def test_a_unit_with_people_is_not_closed(campus):
    with pytest.raises(Conflict) as clash:
        close_unit(unit_id=campus.department.pk, by=cast.acting(campus.admin))
    assert clash.value.facts == {"unit": "有机化学系"}


def test_a_closed_unit_leaves_the_tree_takes_its_seats_along_and_keeps_its_page(campus):
    admin = cast.acting(campus.admin)
    empty = create_unit(code="old", name="旧办公室", kind="office", parent_id=campus.root.pk, by=admin)
    open_seats(unit_id=empty.pk, by=admin)
    with clock.hold(clock.later(days=1)):
        close_unit(unit_id=empty.pk, by=admin)
        assert "old" not in [line.unit.code for line in unit_tree(admin)]
        assert not Position.objects.in_force().filter(unit=empty).exists()
        assert unit_for(admin, "old").valid_until is not None
        with pytest.raises(NotVisible):
            open_seats(unit_id=empty.pk, by=admin)


def test_seats_come_from_the_kind_and_are_not_made_twice(campus):
    admin = cast.acting(campus.admin)
    made = open_seats(unit_id=campus.department.pk, by=admin)
    assert {seat.code for seat in made} == {"organic.head", "organic.liaison"}
    assert open_seats(unit_id=campus.department.pk, by=admin) == []


def test_a_dean_may_open_the_seats_of_a_department_but_not_make_a_commander(campus):
    assert open_seats(unit_id=campus.department.pk, by=cast.acting(campus.dean))
    campus.department.kind = "headquarters"
    campus.department.save()
    with pytest.raises(NotYours) as refused:
        open_seats(unit_id=campus.department.pk, by=cast.acting(campus.dean))
    assert refused.value.code == "people.role_not_yours"


def test_the_tree_is_depth_first_and_a_search_finds_short_names_and_aliases(campus):
    admin = cast.acting(campus.admin)
    change_unit(
        unit_id=campus.college.pk,
        name="化学学院",
        kind="college",
        short_name="化院",
        aliases=["化学化工学院"],
        name_en="College of Chemistry",
        by=admin,
    )
    assert [(line.unit.code, line.depth) for line in unit_tree(admin)] == [
        ("u", 0),
        ("chem", 1),
        ("organic", 2),
        ("hq", 1),
        ("it", 1),
    ]
    for typed in ("化院", "化学化工学院", "chemistry", "che"):
        assert [line.unit.code for line in unit_tree(admin, search=typed)] == ["chem"]


def test_a_name_finds_one_unit_and_an_ambiguous_one_none(campus):
    assert unit_by_name(" 化学学院 ") == campus.college
    assert unit_by_name("没有这个单位") is None
    assert unit_by_name("") is None
    cast.unit("twin", name="化学学院", parent=campus.office)
    assert unit_by_name("化学学院") is None


def test_the_gazetteer_gives_longest_names_first(campus):
    campus.college.aliases = ["化学与化工学院"]
    campus.college.save()
    names = gazetteer()
    assert ("化学与化工学院", campus.college.pk) in names
    assert [len(name) for name, _ in names] == sorted((len(name) for name, _ in names), reverse=True)


def test_a_hidden_unit_and_a_missing_one_look_alike(campus):
    student = cast.acting(campus.student)
    assert unit_for(student, "organic")
    for code in ("hq", "nothing"):
        with pytest.raises(NotVisible):
            unit_for(student, code)
    assert unit_tree(Actor.nobody()) == []


def test_the_tree_costs_two_queries(campus, django_assert_num_queries):
    admin = cast.acting(campus.admin)
    with django_assert_num_queries(2):
        unit_tree(admin)
