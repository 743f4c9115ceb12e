"""The three answers of an act that is not allowed, and the second factor."""

import pytest

from anlan.core.access import Actor, Facts, Grant
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible, NotYours
from anlan.foundation.people.models import Person, Unit
from anlan.foundation.people.permission import check, require, require_at, require_held, visible
from anlan.foundation.people.tests import cast


def test_a_dean_edits_the_college_and_not_the_headquarters(campus):
    dean = cast.acting(campus.dean)
    require(dean, "people.edit", campus.department)
    with pytest.raises(NotYours):
        require(dean, "people.edit", campus.headquarters)


def test_what_one_may_not_even_read_looks_missing(campus):
    student = cast.acting(campus.student)
    with pytest.raises(NotVisible):
        require(student, "people.edit", campus.headquarters)


def test_the_check_names_the_grant_and_the_path(campus):
    found = check(cast.acting(campus.dean), "people.edit", campus.department)
    assert (found.grant and found.grant.unit, found.path) == ("u/chem/", "u/chem/organic/")


def test_a_student_sees_themselves_and_nobody_else(campus):
    student = cast.acting(campus.student)
    assert list(visible(Person.objects.all(), student, "people.read_person")) == [campus.student]


def test_a_counsellor_loses_a_student_who_left_the_college(campus):
    dean = cast.acting(campus.dean)
    assert campus.student in visible(Person.objects.all(), dean, "people.read_person")
    campus.student.standings.update(valid_until=clock.now())
    assert campus.student not in visible(Person.objects.all(), dean, "people.read_person")


def test_an_enacting_verb_asks_for_the_second_factor_after_the_permission(campus):
    grants = (Grant("command.issue", unit=""),)
    facts = Facts(units=frozenset({"u/"}))
    with pytest.raises(NotYours) as refused:
        require_at(Actor(grants=grants), "command.issue", kind="command.directive", facts=facts)
    assert refused.value.code == "act.second_factor_needed"
    fresh = Actor(grants=grants, second_factor=True)
    require_at(fresh, "command.issue", kind="command.directive", facts=facts)
    with pytest.raises(NotYours) as refused:
        require_at(Actor(), "command.issue", kind="command.directive", facts=facts)
    assert refused.value.code == "act.not_yours"


def test_a_page_without_an_object_does_not_exist_for_who_lacks_its_verb(campus):
    require_held(cast.acting(campus.admin), "accounts.manage")
    with pytest.raises(NotVisible):
        require_held(cast.acting(campus.dean), "accounts.manage")


def test_a_secretary_acts_for_the_position_without_its_enacting_verbs(campus):
    position = campus.clerk.appointments.get().position
    held = cast.hold(campus.stranger, position, secretary=True)
    actor = cast.acting(campus.stranger, held, second_factor=True)
    assert actor.acting_for == position.pk
    assert actor.holds("people.read")
    assert not actor.holds("command.issue")
    assert cast.acting(campus.clerk).holds("command.issue")


def test_a_list_of_a_kind_that_the_verb_is_not_about_is_empty(campus):
    admin = cast.acting(campus.admin)
    assert not visible(Unit.objects.all(), admin, "accounts.manage").exists()
