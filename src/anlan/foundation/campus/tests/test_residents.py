"""A resident moves from bed to bed; the old stay stays on record."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.campus.models import Place, Residence
from anlan.foundation.campus.public import close_place, create_place, move_resident, residence_of
from anlan.foundation.ledger.public import history
from anlan.foundation.people.public import create_person
from tests.support.browser import axe, carry_session, fits, shoot
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def beds(cast: Cast):
    """A dormitory: a room of two beds, the student in the first; a room for one without beds."""
    by = cast.actor("sysadmin")
    house = create_place(
        code="D1", name="一号楼", kind="dormitory", parent_id=cast.campuses["centre"].pk, by=by
    )
    room = create_place(code="D1-101", name="101", kind="room", parent_id=house.pk, by=by)
    for n in (1, 2):
        create_place(code=f"D1-101-{n}", name=f"{n}号床", kind="bed", parent_id=room.pk, by=by)
    create_place(code="D1-102", name="102", kind="room", parent_id=house.pk, by=by, values={"capacity": 1})
    move_resident(person_id=cast.person("student").pk, place_code="D1-101-1", by=by, note="入住")
    return by


@pytest.fixture
def other(cast: Cast, beds):
    """Another student of computing, without a bed."""
    return create_person(
        number="S2", name="周舟", standing="undergraduate", unit_id=cast.units["cs"].pk, by=beds
    )


def lives(cast: Cast) -> str:
    """The code of the student's bed."""
    return Residence.objects.in_force().get(person=cast.person("student")).place.code


def test_a_move_ends_the_old_stay_and_leaves_a_line(cast, beds):
    student = cast.person("student")
    stay = move_resident(
        person_id=student.pk, place_code=" D1-101-2 ", by=cast.actor("dean"), note="下铺方便"
    )
    assert [one.place.code for one in Residence.objects.in_force().filter(person=student)] == ["D1-101-2"]
    old = Residence.objects.get(person=student, place__code="D1-101-1")
    assert old.valid_until == stay.valid_from
    line = history("people.person", student.pk).filter(verb="campus.move_resident").latest("at")
    assert "D1-101-1" in str(line.payload)
    assert "下铺方便" in str(line.payload)
    move_resident(person_id=student.pk, place_code="D1-101-1", by=cast.actor("dean"), note="搬回")
    assert Residence.objects.filter(person=student).count() == 3


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("D1-101-1", "campus.bed_taken"),
        ("D1-101", "campus.choose_a_bed"),
        ("D1", "campus.not_to_live_in"),
        ("nowhere", "campus.no_such_bed"),
        ("", "campus.no_such_bed"),
        ("D1\x00", "campus.no_such_bed"),
        ("D1-101-9", "campus.not_to_live_in"),
    ],
)
def test_what_is_no_free_bed_is_refused_and_nobody_moves(cast, beds, other, place, code):
    room = Place.objects.get(code="D1-101")
    gone = create_place(code="D1-101-9", name="旧床", kind="bed", parent_id=room.pk, by=beds)
    close_place(place_id=gone.pk, by=beds)
    with pytest.raises((BadInput, Conflict), match=code):
        move_resident(person_id=other.pk, place_code=place, by=beds)
    assert residence_of(other) is None


def test_a_room_without_beds_takes_as_many_as_it_holds(cast, beds, other):
    move_resident(person_id=other.pk, place_code="D1-102", by=beds)
    with pytest.raises(Conflict, match="room_full"):
        move_resident(person_id=cast.person("student").pk, place_code="D1-102", by=beds)
    assert lives(cast) == "D1-101-1"


def test_nobody_moves_to_where_they_live(cast, beds):
    with pytest.raises(Conflict, match="lives_there"):
        move_resident(person_id=cast.person("student").pk, place_code="D1-101-1", by=beds)


@pytest.mark.parametrize(
    ("who", "error"), [("med_dean", NotVisible), ("student", NotYours), ("commander", NotVisible)]
)
def test_only_who_keeps_the_person_s_data_moves_them(cast, beds, who, error):
    with pytest.raises(error):
        move_resident(person_id=cast.person("student").pk, place_code="D1-101-2", by=cast.actor(who))
    url = reverse("campus:move-resident", args=[cast.person("student").pk])
    assert sign_in(Client(), cast[who]).post(url, {"place": "D1-101-2", "note": "x"}).status_code in {
        403,
        404,
    }
    assert lives(cast) == "D1-101-1"


def test_the_page_shows_what_changes_before_it_moves_anybody(cast, beds):
    client, student = sign_in(Client(), cast["dean"]), cast.person("student")
    url = reverse("campus:move-resident", args=[student.pk])
    seen = client.post(url, {"place": "D1-101-2", "note": "下铺方便"})
    assert "D1-101-1 空出来" in seen.content.decode()
    assert lives(cast) == "D1-101-1"
    done = client.post(url, {"place": "D1-101-2", "note": "下铺方便", "move": "1"})
    assert done["Location"] == reverse("people:person", args=[student.pk])
    assert "D1-101-2" in client.get(done["Location"]).content.decode()
    assert client.post(url, {"place": "nowhere", "note": "x", "move": "1"}).status_code == 422
    assert client.post(url, {"place": "D1-102", "note": "", "move": "1"}).status_code == 422


def test_where_somebody_lives_is_shown_to_them_and_not_to_others(cast, beds):
    url = reverse("people:person", args=[cast.person("student").pk])
    own = sign_in(Client(), cast["student"]).get(url).content.decode()
    assert "D1-101-1" in own
    assert "调换床位" not in own


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("width", "language", "theme"),
    [(1440, "zh", "light"), (1440, "en", "dark"), (390, "en", "light"), (390, "zh", "dark")],
)
def test_the_move_can_be_read_and_made(cast, beds, open_page, live_server, width, language, theme):
    page = open_page(width=width, language=language, theme=theme)
    carry_session(page, sign_in(Client(), cast["dean"]), live_server)
    page.goto(reverse("campus:move-resident", args=[cast.person("student").pk]))
    page.locator("input[name=place]").fill("D1-101-2")
    page.locator("input[name=note]").fill("下铺方便")
    page.locator(".lay form button.btn-primary").click()
    page.locator("button[name=move]").wait_for()
    axe(page)
    fits(page)
    shoot(page, f"move-resident-{width}-{language}-{theme}")
    page.locator("button[name=move]").click()
    page.wait_for_url("**/people/persons/**")
    axe(page)
    fits(page)
    shoot(page, f"person-lodging-{width}-{language}-{theme}")
