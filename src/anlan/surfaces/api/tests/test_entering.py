"""Who gets in, and what a stranger hears."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from anlan.surfaces.api.document import document
from anlan.surfaces.api.tests.calling import ROOT, caller
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db

KEY = str(UUID(int=0xA5758865))
ROUTES = sorted((method, path) for path, methods in document()["paths"].items() for method in methods)


def filled(path: str, value: str = KEY) -> str:
    """A path with something in every slot."""
    parts = path.replace("{sheet}", "units").split("/")
    return "/".join(value if part.startswith("{") else part for part in parts)


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=str)
def test_every_operation_asks_for_a_sign_in(method: str, path: str):
    answer = Client().generic(method.upper(), filled(path), "{}", content_type="application/json")
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.json()["code"] == "api.signed_out"


@settings(max_examples=60, deadline=None)
@given(
    route=st.sampled_from(ROUTES),
    value=st.text(st.characters(codec="utf-8", exclude_characters="/?#\r\n."), min_size=1, max_size=20),
    body=st.binary(max_size=200),
    cookie=st.text("abcdef0123456789", min_size=1, max_size=40),
)
def test_whatever_a_stranger_sends_they_stay_outside(route, value, body, cookie):
    method, path = route
    client = Client(headers={"Cookie": f"sessionid={cookie}"})
    answer = client.generic(method.upper(), filled(path, value), body, content_type="application/json")
    assert answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}
    assert "items" not in answer.content.decode()


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[0] != "get"], ids=str)
def test_an_act_without_the_token_is_refused(cast, method: str, path: str):
    client = sign_in(Client(enforce_csrf_checks=True), cast["clerk"])
    answer = client.generic(method.upper(), filled(path), "{}", content_type="application/json")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert answer.json()["code"] == "api.csrf"


def test_a_token_of_somebody_else_is_refused(cast):
    dean = caller(cast, "dean")
    answer = dean.raw("POST", "/accounts/me/position", "{}", **{"X-CSRFToken": "x" * 64})
    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "path",
    [
        "/command/requirements",
        "/command/meetings",
        "/command/inbox",
        "/command/draft-sets",
        f"/command/draft-sets/{KEY}",
        "/command/requirements/REQ-2022-0001-X",
        "/intake/sheets",
        "/intake/deliveries",
        f"/intake/deliveries/{KEY}",
        "/intake/sheets/units/template.xlsx",
        "/ledger/events",
        "/ledger/head",
        "/people/units/none",
        "/campus/places/none",
    ],
)
def test_a_student_hears_that_it_does_not_exist(acting, path: str):
    status, code = acting("student").refused("GET", path)
    assert (status, code) == (HTTPStatus.NOT_FOUND, "object.not_visible")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", f"/command/answers/{KEY}/acknowledge", {}),
        ("POST", f"/command/answers/{KEY}/relay", {"units": [KEY]}),
        ("POST", f"/command/drafts/{KEY}/confirm", {"version": 0}),
        ("POST", f"/command/draft-sets/{KEY}/issue", {"client_id": KEY}),
        ("POST", f"/intake/deliveries/{KEY}/apply", {}),
        ("POST", "/ledger/verify", {}),
    ],
)
def test_a_student_cannot_act_on_what_they_do_not_see(acting, method: str, path: str, body: object):
    assert acting("student").refused(method, path, body)[0] == HTTPStatus.NOT_FOUND


def test_an_address_of_nothing_is_refused_in_the_same_form(acting):
    dean = acting("dean")
    for path in ("/", "/command/requirementz", "/v2", "/command/meetings/not-a-key/"):
        assert dean.refused("GET", path) == (HTTPStatus.NOT_FOUND, "api.no_such_address")


def test_a_wrong_method_names_the_right_ones(acting):
    status, said = acting("dean").ask("DELETE", "/command/meetings")
    assert (status, said["code"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "api.wrong_method")
    assert said["facts"] == {"method": "DELETE", "allowed": "GET, POST"}


def test_words_follow_the_language_and_codes_do_not(acting):
    path = f"/command/meetings/{KEY}"
    chinese = acting("clerk").raw("GET", path, **{"Accept-Language": "zh-hans"}).json()
    english = acting("clerk").raw("GET", path, **{"Accept-Language": "en"}).json()
    assert chinese["code"] == english["code"]
    assert chinese["title"] != english["title"]
    assert english["title"].isascii()


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=str)
def test_a_one_time_password_opens_no_operation_and_says_so_in_the_same_form(acting, cast, method, path):
    clerk = acting("clerk")
    cast["clerk"].must_change_password = True
    cast["clerk"].save(update_fields=["must_change_password"])
    refused = clerk.refused(method.upper(), filled(path).removeprefix(ROOT), {})
    assert refused == (HTTPStatus.FORBIDDEN, "api.password_to_change")


def test_a_one_time_password_hears_the_same_of_an_address_of_nothing_and_pages_still_lead_on(acting, cast):
    clerk = acting("clerk")
    cast["clerk"].must_change_password = True
    cast["clerk"].save(update_fields=["must_change_password"])
    assert clerk.refused("GET", "/nowhere") == (HTTPStatus.FORBIDDEN, "api.password_to_change")
    assert clerk.client.get("/api/")["Location"] == "/account/password/"


def test_whoever_holds_a_position_finds_the_way_to_the_interface_and_a_student_does_not(cast, client):
    assert 'href="/api/"' in sign_in(client, cast["dean"]).get("/command/inbox/").content.decode()
    mine = sign_in(Client(), cast["student"]).get("/people/me/", follow=True)
    assert 'href="/api/"' not in mine.content.decode()


def test_the_page_lists_every_operation_and_fetches_nothing_from_outside(cast, client):
    sign_in(client, cast["dean"])
    page = client.get("/api/").content.decode()
    assert all(path in page for _method, path in ROUTES)
    assert "//cdn" not in page
    assert "<style" not in page
    english = client.get("/api/", headers={"Accept-Language": "en"}).content.decode()
    assert "Programming interface" in english


def test_the_document_is_for_those_who_signed_in(cast, client):
    assert client.get("/api/openapi.json").status_code == HTTPStatus.FOUND
    assert client.get("/api/").status_code == HTTPStatus.FOUND
    sign_in(client, cast["dean"])
    told = json.loads(client.get("/api/openapi.json").content)
    assert told["openapi"].startswith("3.1")
    assert all(path.startswith(ROOT) for path in told["paths"])


def test_a_program_signs_in_through_the_form(cast):
    password = "long enough for a test"
    dean = cast["dean"]
    dean.set_password(password)
    dean.save(update_fields=["password"])
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/")
    token = client.cookies["csrftoken"].value
    client.post("/sign-in/", {"username": "dean", "password": password, "csrfmiddlewaretoken": token})
    assert client.get(f"{ROOT}/accounts/me").json()["username"] == "dean"
