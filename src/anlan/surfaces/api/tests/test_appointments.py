"""Appointing and moving by programs."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

import pytest

from anlan.foundation.campus.public import create_place, residence_of
from anlan.foundation.people.public import create_person

pytestmark = pytest.mark.django_db

CREATED, GONE, FORBIDDEN = HTTPStatus.CREATED, HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN
NOBODY = str(UUID(int=0x5EED))


@pytest.fixture
def newcomer(cast):
    """Somebody of computing without a seat."""
    by = cast.actor("sysadmin")
    return create_person(
        number="T90001", name="周舟", standing="administrator", unit_id=cast.units["cs"].pk, by=by
    )


@pytest.fixture
def bed(cast):
    """A bed."""
    by = cast.actor("sysadmin")
    house = create_place(code="D1", name="一", kind="dormitory", parent_id=cast.campuses["lake"].pk, by=by)
    room = create_place(code="D1-1", name="1", kind="room", parent_id=house.pk, by=by)
    return create_place(code="D1-1-1", name="1", kind="bed", parent_id=room.pk, by=by)


def test_a_person_is_appointed_and_the_appointment_ends_once(acting, cast, newcomer):
    dean = acting("dean")
    body = {"person": "T90001", "position": cast.position("liaison").code, "capacity": "deputy"}
    made = dean.post("/people/appointments", body, status=CREATED)
    assert (made["person"], made["capacity"], made["valid_until"]) == ("T90001", "deputy", None)
    assert dean.refused("POST", "/people/appointments", body)[0] == HTTPStatus.CONFLICT
    end = f"/people/appointments/{made['id']}/end"
    assert dean.post(end, {"note": "届满"})["valid_until"] is not None
    assert dean.refused("POST", end, {}) == (HTTPStatus.CONFLICT, "people.already_ended")


def test_a_stranger_to_the_unit_appoints_nobody(acting, cast, newcomer):
    body = {"person": "T90001", "position": cast.position("liaison").code}
    assert acting("med_dean").refused("POST", "/people/appointments", body)[0] in {FORBIDDEN, GONE}
    assert acting("student").refused("POST", "/people/appointments", body)[0] in {FORBIDDEN, GONE}
    unknown = body | {"person": "nobody"}
    assert acting("dean").refused("POST", "/people/appointments", unknown)[0] == GONE
    assert acting("dean").refused("POST", "/people/appointments", body | {"position": "x"})[0] == GONE
    assert acting("dean").refused("POST", f"/people/appointments/{NOBODY}/end", {})[0] == GONE
    wrong = body | {"capacity": "king"}
    assert acting("dean").refused("POST", "/people/appointments", wrong)[1] == "api.bad_fields"


def test_nobody_appoints_themselves(acting, cast):
    body = {"person": cast.person("sysadmin").number, "position": cast.position("liaison").code}
    assert acting("sysadmin").refused("POST", "/people/appointments", body)[0] == FORBIDDEN


def test_a_resident_is_moved_to_a_free_bed(acting, cast, bed, newcomer):
    path, body = "/people/persons/S2019001/move", {"place": "D1-1-1", "note": "入住"}
    assert acting("med_dean").refused("POST", path, body)[0] == GONE
    assert acting("student").refused("POST", path, body)[0] == FORBIDDEN
    assert residence_of(cast.person("student")) is None
    assert acting("dean").post(path, body, status=CREATED)["place"] == "D1-1-1"
    again = acting("dean").refused("POST", "/people/persons/T90001/move", body)
    assert again == (HTTPStatus.CONFLICT, "campus.bed_taken")
    nowhere = {"place": "nowhere"}
    assert acting("dean").refused("POST", path, nowhere)[1] == "campus.no_such_bed"
