"""Classes, courses and groups: who finds them, and who reads their lists."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Membership
from anlan.foundation.people.public import create_group, create_person, join_group
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
LIST = reverse("people:groups")
PAGE = reverse("people:group", args=["CS-1"])


@pytest.fixture
def group(cast: Cast):
    """A class of computing with a lead and a student; and a course of chemistry."""
    by = cast.actor("sysadmin")
    made = create_group(
        code="CS-1", name="软件一班", name_en="Software 1", kind="class", unit_id=cast.units["cs"].pk, by=by
    )
    join_group(group_id=made.pk, person_id=cast.person("student").pk, by=by)
    join_group(group_id=made.pk, person_id=cast.person("liaison").pk, by=by, part="lead")
    create_group(code="CH-7", name="有机化学", kind="course", unit_id=cast.units["chem"].pk, by=by)
    return made


def browse(cast: Cast, who: str) -> Client:
    return sign_in(Client(), cast[who])


def codes(answer) -> list[str]:
    return [one.code for one in answer.context["page"]]


def test_groups_are_found_by_name_code_kind_and_unit(cast, group):
    client = browse(cast, "dean")
    assert codes(client.get(LIST)) == ["CS-1", "CH-7"]
    for query, found in (
        ({"q": "软件"}, ["CS-1"]),
        ({"q": "software"}, ["CS-1"]),
        ({"q": "ch-"}, ["CH-7"]),
        ({"kind": "course"}, ["CH-7"]),
        ({"unit": "cs"}, ["CS-1"]),
        ({"unit": "anlan"}, ["CS-1", "CH-7"]),
        ({"q": "没有"}, []),
    ):
        assert codes(client.get(LIST, query)) == found, query


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "%_'\\"}, {"kind": "spy"}, {"page": "minus"}, {"q": "长" * 9000}]
)
def test_nonsense_in_the_address_is_answered_with_a_page(cast, group, query):
    assert browse(cast, "dean").get(LIST, query).status_code == 200


def test_the_list_counts_those_who_belong_now(cast, group):
    gone = Membership.objects.get(person=cast.person("student"))
    gone.valid_until = clock.now() + timedelta(seconds=1)
    gone.save(update_fields=["valid_until"])
    with clock.hold(clock.now() + timedelta(minutes=1)):
        page = browse(cast, "dean").get(LIST, {"q": "CS-1"})
    assert page.context["page"][0].size == 1


def test_whoever_answers_for_the_unit_reads_the_list_and_the_look_is_recorded(cast, group):
    page = browse(cast, "dean").get(PAGE)
    assert [one.person.name for one in page.context["members"]] == ["邵一帆", "林一然"]
    assert reverse("people:person", args=[cast.person("student").pk]) in page.content.decode()
    look = Event.objects.filter(verb="people.list_persons").latest("at")
    assert look.count == 2
    assert "CS-1" in str(look.payload)


@pytest.mark.parametrize("who", ["med_dean", "commander"])
def test_others_see_that_the_group_is_there_and_nobody_in_it(cast, group, who):
    page = browse(cast, who).get(PAGE)
    assert page.status_code == 200
    assert page.context["members"] == []
    assert "林一然" not in page.content.decode()
    assert not Event.objects.filter(verb="people.list_persons").exists()


def test_a_student_finds_nobody_but_themselves_in_a_group(cast, group):
    page = browse(cast, "student").get(PAGE)
    assert [one.person.name for one in page.context["members"]] == ["林一然"]
    assert "邵一帆" not in page.content.decode()


def test_a_group_that_does_not_exist_and_a_stranger(cast, group):
    assert browse(cast, "dean").get(reverse("people:group", args=["CS-404"])).status_code == 404
    assert Client().get(PAGE)["Location"].startswith("/sign-in/")


def test_a_person_s_page_leads_to_the_group_and_the_rail_to_the_list(cast, group):
    page = browse(cast, "dean").get(reverse("people:person", args=[cast.person("student").pk]))
    assert f'href="{PAGE}"' in page.content.decode()
    assert f'href="{LIST}"' in page.content.decode()


def test_names_follow_the_language(cast, group):
    page = browse(cast, "dean").get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert "Software 1" in page
    assert "Class" in page


def test_a_large_group_is_leafed_through_with_the_same_number_of_queries(cast, group):
    client = browse(cast, "dean")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    by = cast.actor("sysadmin")
    for number in range(60):
        person = create_person(
            number=f"S9{number:03}", name="甲", standing="undergraduate", unit_id=cast.units["cs"].pk, by=by
        )
        join_group(group_id=group.pk, person_id=person.pk, by=by)
    with CaptureQueriesContext(connection) as many:
        first = client.get(PAGE)
    assert len(many) == len(few)
    assert (len(first.context["members"]), first.context["size"]) == (50, 62)
    assert len(client.get(PAGE, {"page": 2}).context["members"]) == 12
