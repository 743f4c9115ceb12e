"""Whatever is sent, the answer is a refusal that programs can read, and never a fault."""

from __future__ import annotations

import json
from http import HTTPStatus
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.core.access import Actor
from anlan.surfaces.api.strictness import require_usable
from anlan.surfaces.api.tests.calling import Caller, caller, told
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db

MEETING = {"series": "例会", "title": "第一次例会", "held_on": "2022-05-19"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def clerk(acting) -> Caller:
    found: Caller = acting("clerk")
    return found


@pytest.mark.parametrize(
    "body",
    ["", "{", "not json", "[1, 2", '{"a": NaN}', '{"a": Infinity}', "[" * 100_000, "9" * 5000, "\ufeff{}"],
    ids=["empty", "open", "words", "half", "nan", "infinity", "deep", "long-number", "mark"],
)
def test_a_body_that_is_no_json_is_refused(clerk, body: str):
    answer = clerk.raw("POST", "/command/meetings", body.encode())
    assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert told(answer)["code"] in {"api.not_json", "api.bad_fields"}


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x"])
def test_another_kind_of_body_is_refused(clerk, kind: str):
    answer = clerk.raw("POST", "/command/meetings", b"\xff\xfe<a/>", kind)
    assert (answer.status_code, told(answer)["code"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, "api.not_json")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 7),
        ("title", None),
        ("title", ""),
        ("title", "长" * 201),
        ("held_on", "yesterday"),
        ("held_on", "2022-02-30"),
        ("kind", "secret"),
        ("number", 0),
        ("number", 10**12),
        ("number", "one"),
        ("series", ["例会"]),
    ],
)
def test_a_faulty_field_is_named(clerk, field: str, value: object):
    status, said = clerk.ask("POST", "/command/meetings", MEETING | {field: value})
    assert (status, said["code"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, "api.bad_fields")
    assert [place.rsplit(".", 1)[-1] for place in said["facts"]["fields"]] == [field]


def test_an_unknown_field_is_refused_and_nothing_is_written(clerk):
    status, said = clerk.ask("POST", "/command/meetings", MEETING | {"state": "closed"})
    assert (status, said["code"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, "api.bad_fields")
    assert "state" in str(said["facts"]["fields"])
    assert clerk.get("/command/meetings")["total"] == 0


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "\udfff尾"], ids=["null", "high", "low"])
def test_a_sign_that_cannot_be_kept_is_refused(clerk, text: str):
    body = json.dumps(MEETING | {"title": text})
    answer = clerk.raw("POST", "/command/meetings", body)
    assert (answer.status_code, told(answer)["code"]) == (422, "api.unusable_sign")
    deep = json.dumps({"version": 0, "fields": {"helpers": [{"x": text}]}})
    answer = clerk.raw("PATCH", f"/command/drafts/{uuid4()}", deep)
    assert told(answer)["code"] == "api.unusable_sign"


def test_a_null_sign_in_the_address_is_refused(clerk):
    for path in ("/command/requirements?q=%00", "/command/requirements/a%00b", "/people/units/%00"):
        assert clerk.refused("GET", path)[0] in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}


@pytest.mark.parametrize("key", ["7", "not-a-key", "0" * 31, f"{UUID(int=7)}0", "../etc", "%2e%2e"])
def test_a_faulty_key_is_refused(clerk, key: str):
    status, code = clerk.refused("GET", f"/command/meetings/{key}")
    assert status in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND}
    assert code in {"api.bad_fields", "api.no_such_address"}


def test_a_huge_body_is_refused(clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    body = json.dumps({"text": "长" * 20_000})
    answer = clerk.raw("POST", "/command/texts", body)
    assert (answer.status_code, told(answer)["code"]) == (413, "input.too_large")


def test_a_file_that_announces_too_much_is_not_even_read(clerk, settings):
    settings.ANLAN_UPLOAD_LIMIT = 1000
    file = SimpleUploadedFile("minutes.txt", b"a" * 400_000)
    status, said = clerk.upload("/command/files", file=file)
    assert (status, said["code"]) == (413, "input.too_large")


def test_a_text_beyond_what_is_read_is_refused(clerk):
    body = {"text": "长" * 400_001}
    assert clerk.refused("POST", "/command/texts", body)[0] == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_fault_tells_a_number_and_nothing_else(clerk, monkeypatch, caplog):
    def fail(_actor: Actor) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("anlan.areas.command.public.meetings", fail)
    status, said = clerk.ask("GET", "/command/meetings")
    assert (status, said["code"]) == (HTTPStatus.INTERNAL_SERVER_ERROR, "api.fault")
    assert "secret words" not in str(said)
    assert said["facts"]["number"] in caplog.text
    assert "secret words" in caplog.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=JSON, path=st.sampled_from(["/command/meetings", "/command/texts", "/accounts/me/position"]))
def test_no_json_at_all_makes_a_fault(cast: Cast, body: object, path: str):
    answer = caller(cast, "clerk").raw("POST", path, json.dumps(body))
    assert answer.status_code in {201, 400, 404, 409, 422}


@settings(max_examples=80, deadline=None)
@given(told=JSON)
def test_only_signs_that_cannot_be_kept_are_refused(told: object):
    text = json.dumps(told, ensure_ascii=False)
    if "\\u0000" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    require_usable(told)
