"""Persons, pinyin, search, reads in the ledger, and the rulebook."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.access import VERBS
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.names import letters_pattern, sort_key
from anlan.foundation.people.public import (
    change_person,
    create_group,
    create_person,
    end_standing,
    give_standing,
    join_group,
    person_by_number,
    persons_for,
    rulebook,
)
from anlan.foundation.people.rulebook import AppointedBy, Reach, Rulebook, StandingKind, _refuse_faults
from anlan.foundation.people.services.reading import open_person, open_person_list
from anlan.foundation.people.tests import cast


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单雄信", "shan xiong xin"),
        ("曾婉清", "zeng wan qing"),
        ("解文彬", "xie wen bin"),
        ("尉迟恭", "yuchi gong"),
        ("欧阳明月", "ou yang ming yue"),
        ("仇和", "qiu he"),
        ("吕布", "lv bu"),
        ("Anna  Maria Lind", "anna maria lind"),
        ("阿依古丽·买买提", "a yi gu li · mai mai ti"),
        ("", ""),
    ],
)
def test_a_surname_is_read_as_a_surname(name, key):
    assert sort_key(name) == key


@given(st.text(max_size=60))
def test_any_name_has_a_key_that_fits_its_column(name):
    assert len(sort_key(name)) <= 160


@given(st.text(max_size=20))
def test_typed_letters_make_a_pattern_or_none(typed):
    pattern = letters_pattern(typed)
    assert pattern is None or set(pattern) <= set("abcdefghijklmnopqrstuvwxyz ?*[]-^(|)")


@pytest.mark.parametrize("typed", ["sxx", "shanxx", "shanxiongxin", "shan xiong", "ShanX", "单雄", "T001"])
def test_a_person_is_found_by_letters_characters_or_number(campus, typed):
    admin = cast.acting(campus.admin)
    if typed == "shanxx":
        assert not persons_for(admin, search=typed).exists()
    else:
        assert [row.name for row in persons_for(admin, search=typed)] == ["单雄信"]


def test_a_search_is_not_a_pattern_of_the_asker(campus):
    admin = cast.acting(campus.admin)
    for typed in (".*", "%", "_", "' OR 1=1 --", "(", "\\"):
        assert not persons_for(admin, search=typed).exists()


def test_a_list_narrows_to_a_unit_with_what_hangs_below_and_to_a_standing(campus):
    admin = cast.acting(campus.admin)
    assert {row.number for row in persons_for(admin, unit=campus.college)} == {"T002", "S001"}
    assert {row.number for row in persons_for(admin, standing="undergraduate")} == {"S001"}


def test_a_person_who_was_merged_is_found_by_the_other_number(campus):
    campus.stranger.other_numbers = ["S000"]
    campus.stranger.save()
    admin = cast.acting(campus.admin)
    assert person_by_number(admin, "S000") == campus.stranger
    with pytest.raises(NotVisible):
        person_by_number(cast.acting(campus.dean), "S000")


def test_a_look_at_somebody_else_is_in_the_ledger_and_a_look_at_oneself_is_not(campus):
    open_person(person_id=campus.student.pk, by=cast.acting(campus.student))
    assert not Event.objects.filter(verb="people.read_person").exists()
    open_person(person_id=campus.student.pk, by=cast.acting(campus.dean))
    line = Event.objects.get(verb="people.read_person")
    assert line.object_id == str(campus.student.pk)
    for secret in ("S001", "欧阳", "13900000000"):
        assert secret not in line.header


def test_a_list_of_others_is_one_line_with_its_count(campus):
    dean = cast.acting(campus.dean)
    open_person_list(persons=list(persons_for(dean)), by=dean, search="欧阳")
    line = Event.objects.get(verb="people.list_persons")
    assert line.count == 1
    assert "欧阳" not in line.header
    open_person_list(persons=[campus.dean], by=dean, search="")
    assert Event.objects.filter(verb="people.list_persons").count() == 1


def test_a_stranger_s_page_does_not_exist_for_a_dean(campus):
    with pytest.raises(NotVisible):
        open_person(person_id=campus.clerk.pk, by=cast.acting(campus.dean))


def test_a_dean_takes_in_a_person_at_the_college_and_nowhere_else(campus):
    dean = cast.acting(campus.dean)
    made = create_person(
        number="T100", name="查良", standing="teacher", unit_id=campus.department.pk, by=dean
    )
    assert made.sort_key == "zha liang"
    with pytest.raises(NotYours):
        create_person(number="T101", name="甲", standing="teacher", unit_id=campus.office.pk, by=dean)
    with pytest.raises(Conflict) as clash:
        create_person(number="T100", name="乙", standing="teacher", unit_id=campus.department.pk, by=dean)
    assert clash.value.code == "people.number_taken"
    with pytest.raises(BadInput):
        create_person(number="T102", name="丙", standing="wizard", unit_id=campus.department.pk, by=dean)


def test_a_new_name_brings_its_pinyin(campus):
    changed = change_person(person_id=campus.student.pk, name="任盈", phone="", by=cast.acting(campus.dean))
    assert changed.sort_key == "ren ying"


def test_the_same_standing_does_not_overlap_itself(campus):
    admin = cast.acting(campus.admin)
    with pytest.raises(Conflict):
        give_standing(
            person_id=campus.student.pk, standing="undergraduate", unit_id=campus.department.pk, by=admin
        )
    end_standing(standing_id=campus.student.standings.get().pk, by=admin)
    give_standing(
        person_id=campus.student.pk, standing="undergraduate", unit_id=campus.department.pk, by=admin
    )


def test_a_group_takes_a_member_once(campus):
    dean = cast.acting(campus.dean)
    group = create_group(code="C2201", name="化学 2201", kind="class", unit_id=campus.department.pk, by=dean)
    join_group(group_id=group.pk, person_id=campus.student.pk, by=dean)
    with pytest.raises(Conflict):
        join_group(group_id=group.pk, person_id=campus.student.pk, by=dean)


def test_every_verb_of_the_rulebook_that_is_wired_is_known_and_roles_by_standing_enact_nothing():
    book = rulebook()
    own_rooms = {verb for role in book.roles.values() for verb in role.verbs() if verb.startswith("people.")}
    assert own_rooms <= VERBS.codes()
    for role in book.roles.values():
        if role.appointed_by is AppointedBy.STANDING:
            assert not role.enacts()
            assert all(grant.reach is not Reach.PLACE for grant in role.grants)


def test_every_role_has_words_in_both_languages():
    for role in rulebook().roles.values():
        assert all((role.label, role.label_en, role.about, role.about_en))
    assert rulebook().roles["commander"].told().startswith("看全校要求")


def test_a_rulebook_that_appoints_students_is_refused(settings, tmp_path):
    book = rulebook()
    with pytest.raises(ValueError, match="needs an appointment"):
        _refuse_faults(
            Rulebook(
                roles=book.roles,
                standings={"x": StandingKind(code="x", label="x", label_en="x", role="commander")},
            )
        )
    told = json.loads((settings.RULEBOOKS / "positions.json").read_text(encoding="utf-8"))
    assert told["schema"] == "anlan.positions/1"
    assert {"version", "source", "grade", "valid_from"} <= told.keys()
