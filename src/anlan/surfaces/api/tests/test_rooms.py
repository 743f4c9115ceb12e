"""Accounts, people, places and the ledger."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import uuid4

import pytest

from anlan.core.access import Actor
from anlan.foundation.campus.services import create_place
from anlan.foundation.people.public import appoint
from anlan.surfaces.api.tests.calling import caller

pytestmark = pytest.mark.django_db


def test_one_learns_who_one_is_and_what_one_may_do(acting, cast):
    told = acting("dean").get("/accounts/me")
    assert told["username"] == "dean"
    assert told["title"] == cast.actor("dean").title
    assert told["unit_path"] == "anlan/cs/"
    assert "command.acknowledge" in told["verbs"]
    assert "command.issue" not in told["verbs"]
    assert [one["appointment"] for one in told["positions"]] == [told["appointment"]]


def test_no_answer_is_kept_on_the_way(acting):
    for path in ("/accounts/me", "/people/units", "/people/units/none"):
        assert acting("dean").raw("GET", path).headers["Cache-Control"] == "no-store"


def test_one_switches_position_and_acts_in_the_new_one(cast):
    by = Actor.system("tests")
    appoint(
        person_id=cast.person("dean").pk, position_id=cast.position("auditor").pk, by=by, capacity="deputy"
    )
    dean = caller(cast, "dean")
    other = next(one for one in dean.get("/people/positions/mine") if not one["current"])
    assert other["capacity"] == "deputy"
    dean.post("/accounts/me/position", {"appointment": other["appointment"]})
    told = dean.get("/accounts/me")
    assert told["appointment"] == other["appointment"]
    assert "ledger.read" in told["verbs"]


def test_nobody_switches_to_what_they_do_not_hold(cast):
    clerk = caller(cast, "clerk").get("/accounts/me")["appointment"]
    for wanted in (clerk, str(uuid4())):
        body = {"appointment": wanted}
        assert caller(cast, "dean").refused("POST", "/accounts/me/position", body)[0] == HTTPStatus.NOT_FOUND


def test_units_are_listed_searched_and_read(acting, cast):
    dean = acting("dean")
    listed = dean.get("/people/units", limit=5)
    assert (listed["total"], len(listed["items"])) == (len(cast.units), 5)
    assert listed["items"][0]["code"] == "anlan"
    assert [one["code"] for one in dean.get("/people/units", q="计算机")["items"]] == ["cs"]
    assert {one["code"] for one in dean.get("/people/units", kind="college")["items"]} == {
        "cs",
        "chem",
        "med",
    }
    unit = dean.get("/people/units/cs")
    assert unit["parent"] == "anlan"
    seat = next(one for one in unit["seats"] if one["code"] == "cs.dean")
    assert seat["holders"] == [{"name": cast.person("dean").name, "capacity": "seat"}]


def test_no_answer_about_people_holds_a_number_or_a_private_telephone(acting, cast):
    person = cast.person("dean")
    person.phone = "10001234567"
    person.save(update_fields=["phone"])
    paths = (
        "/people/units",
        "/people/units/cs",
        "/people/positions",
        "/people/positions/mine",
        "/accounts/me",
    )
    told = "".join(json.dumps(acting("sysadmin").get(path)) for path in paths)
    assert person.number not in told
    assert person.phone not in told


def test_positions_are_found_by_unit_and_role(acting):
    clerk = acting("clerk")
    assert {one["unit"] for one in clerk.get("/people/positions", unit="cs")["items"]} == {"cs"}
    heads = clerk.get("/people/positions", role="commander")["items"]
    assert [one["role"] for one in heads] == ["commander"] * len(heads) != []


def test_pages_of_a_list_neither_overlap_nor_leave_out(acting):
    clerk = acting("clerk")
    whole = [one["code"] for one in clerk.get("/people/positions", limit=200)["items"]]
    parts = [
        one["code"]
        for offset in range(0, len(whole) + 7, 7)
        for one in clerk.get("/people/positions", limit=7, offset=offset)["items"]
    ]
    assert parts == whole
    assert len(set(whole)) == len(whole)


def test_places_are_listed_and_read(acting, cast):
    by = Actor.system("tests")
    campus = cast.campuses["centre"]
    create_place(code="centre-hall", name="礼堂", kind="building", parent_id=campus.pk, by=by, values={})
    dean = acting("dean")
    assert {one["code"] for one in dean.get("/campus/places")["items"]} >= {"centre", "south", "lake"}
    assert [one["code"] for one in dean.get("/campus/places", q="礼堂")["items"]] == ["centre-hall"]
    inside = dean.get("/campus/places", under="centre", kind="building")["items"]
    assert [(one["code"], one["parent"]) for one in inside] == [("centre-hall", "centre")]
    place = dean.get("/campus/places/centre")
    assert place["contains"] == [{"kind": "building", "places": 1, "capacity": None}]
    assert place["residents"] == 0


def test_a_plan_is_taken_along_as_geojson(acting, cast):
    answer = acting("dean").raw("GET", "/campus/places/centre/plan.geojson")
    assert answer.headers["Content-Type"] == "application/geo+json"
    told = answer.json()
    assert told["type"] == "FeatureCollection"
    assert [one["properties"]["code"] for one in told["features"]] == ["centre"]


def test_acts_are_listed_by_cursor(acting, transactional_db):
    auditor = acting("auditor")
    seen: list[int] = []
    before: dict[str, int] = {}
    while True:
        part = auditor.get("/ledger/events", limit=20, **before)
        seen += [one["seq"] for one in part["items"]]
        if part["next"] is None:
            break
        before = {"before": part["next"]}
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == 1
    assert seen[0] == auditor.get("/ledger/head")["seq"]


def test_acts_are_narrowed_like_on_the_page(acting):
    found = acting("auditor").get("/ledger/events", verb="people.create_unit", limit=3)["items"]
    assert {one["verb"] for one in found} <= {"people.create_unit"}
    assert acting("auditor").get("/ledger/events", note="没有这样的说明")["items"] == []


def test_the_chain_is_verified_with_a_head_kept_outside(acting, transactional_db):
    auditor = acting("auditor")
    head = auditor.get("/ledger/head")
    told = auditor.post("/ledger/verify", {"expect": [head["hash"]]})
    assert (told["holds"], told["rows"], told["head"]) == (True, head["seq"], head["hash"])
    told = auditor.post("/ledger/verify", {"expect": ["0f" * 32]})
    assert (told["holds"], told["fault"]) == (False, "tail")


def test_a_ledger_too_long_for_a_request_says_so(acting, monkeypatch):
    monkeypatch.setattr("anlan.surfaces.api.rooms.ledger.MOST_VERIFIED", -1)
    status, code = acting("auditor").refused("POST", "/ledger/verify", {})
    assert (status, code) == (HTTPStatus.SERVICE_UNAVAILABLE, "api.ledger_too_long")
