"""From a text to an answered requirement, by programs alone."""

from __future__ import annotations

from http import HTTPStatus
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anlan.surfaces.api.tests.calling import MINUTES, caller, issue_minutes, settle

pytestmark = pytest.mark.django_db

CREATED = HTTPStatus.CREATED


@pytest.fixture
def reading(acting):
    """The clerk's reading of a short text."""
    return acting("clerk").post("/command/texts", {"text": MINUTES}, status=CREATED)


def test_a_text_becomes_requirements_that_are_listed_and_read(acting, cast):
    codes = issue_minutes(cast)
    listed = acting("security_head").get("/command/requirements")
    assert {one["code"] for one in listed["items"]} <= set(codes)
    assert listed["total"] == len(listed["items"]) > 0
    one = acting("security_head").get(f"/command/requirements/{listed['items'][0]['code']}")
    assert one["quote"] in MINUTES
    assert one["state"] == "issued"
    assert one["issued_at"].endswith("Z")
    assert [answer["state"] for answer in one["answers"]] == ["waiting"]


def test_who_is_not_addressed_hears_that_a_requirement_does_not_exist(acting, cast):
    code = issue_minutes(cast)[-1]
    status, said = acting("med_dean").refused("GET", f"/command/requirements/{code}")
    assert (status, said) == (HTTPStatus.NOT_FOUND, "object.not_visible")
    assert acting("med_dean").get("/command/requirements")["total"] == 0


def test_the_register_is_filtered_and_paged(acting, cast):
    issue_minutes(cast)
    clerk = acting("clerk")
    whole = clerk.get("/command/requirements")
    assert whole["total"] == len(whole["items"]) >= 3
    parts = [clerk.get("/command/requirements", limit=1, offset=n)["items"] for n in range(whole["total"])]
    assert [part[0]["code"] for part in parts] == [one["code"] for one in whole["items"]]
    assert clerk.get("/command/requirements", limit=5, offset=10_000)["items"] == []
    unit = str(cast.units["security"].pk)
    led = clerk.get("/command/requirements", unit=unit, role="lead")["items"]
    assert all(unit in [chip["id"] for chip in one["leads"]] for one in led)
    assert clerk.get("/command/requirements", q="地下车库")["total"] == 1
    assert sum(whole["counts"].values()) == whole["total"]


def test_an_unknown_word_in_a_filter_is_refused_not_ignored(acting):
    clerk = acting("clerk")
    for query in (
        "status=green",
        "due=soon",
        "unit=cs",
        "group=colour",
        "origin=mars",
        "limit=201",
        "limit=0",
    ):
        status, code = clerk.refused("GET", f"/command/requirements?{query}")
        assert (status, code) == (HTTPStatus.UNPROCESSABLE_ENTITY, "api.bad_fields"), query
    assert clerk.refused("GET", "/command/requirements?offset=-1")[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert clerk.refused("GET", "/command/requirements?colour=red")[1] == "api.unknown_fields"


def test_a_file_is_read_and_a_foreign_one_is_not(acting):
    clerk = acting("clerk")
    status, told = clerk.upload(
        "/command/files", file=SimpleUploadedFile("minutes.txt", MINUTES.encode("gbk"))
    )
    assert status == CREATED
    assert told["total"] >= 3
    status, told = clerk.upload(
        "/command/files", file=SimpleUploadedFile("minutes.txt", b"MZ\x90\x00\x03" * 50)
    )
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told["do"]
    file = SimpleUploadedFile("minutes.txt", MINUTES.encode())
    assert clerk.upload("/command/files", file=file, colour="red")[1]["code"] == "api.unknown_fields"


def test_one_issues_once_however_often_one_asks(acting, cast, reading):
    clerk = acting("clerk")
    for one in reading["drafts"]:
        settle(clerk, one, lead=str(cast.units["security"].pk))
    body = {"client_id": str(uuid4())}
    path = f"/command/draft-sets/{reading['id']}/issue"
    first = clerk.post(path, body, status=CREATED)
    assert clerk.post(path, body, status=CREATED) == first
    assert clerk.refused("POST", path, {"client_id": str(uuid4())})[0] in {
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
    assert len(first["codes"]) == len(set(first["codes"]))


def test_what_is_not_confirmed_is_not_issued(acting, reading):
    path = f"/command/draft-sets/{reading['id']}/issue"
    status, code = acting("clerk").refused("POST", path, {"client_id": str(uuid4())})
    assert (status, code) == (HTTPStatus.UNPROCESSABLE_ENTITY, "command.drafts_open")


def test_issuing_asks_for_a_second_factor(cast, reading):
    clerk = caller(cast, "clerk", second_factor=False)
    path = f"/command/draft-sets/{reading['id']}/issue"
    status, code = clerk.refused("POST", path, {"client_id": str(uuid4())})
    assert (status, code) == (HTTPStatus.FORBIDDEN, "act.second_factor_needed")


def test_two_clerks_on_one_field_learn_of_each_other(acting, cast, reading):
    path = f"/command/drafts/{reading['drafts'][0]['id']}"
    version = reading["drafts"][0]["version"]
    one, other = (str(cast.units[code].pk) for code in ("security", "academic"))
    status, _ = acting("clerk").ask("PATCH", path, {"version": version, "fields": {"lead_unit": one}})
    assert status == HTTPStatus.OK
    status, said = acting("clerk2").ask("PATCH", path, {"version": version, "fields": {"lead_unit": other}})
    assert (status, said["code"]) == (HTTPStatus.CONFLICT, "command.draft_conflict")
    assert said["facts"]["sides"] == [{"field": "lead_unit", "yours": other, "theirs": one}]
    note = {"version": version, "fields": {"note": "另一处"}}
    assert acting("clerk2").ask("PATCH", path, note)[0] == HTTPStatus.OK


def test_a_draft_is_confirmed_as_it_was_seen(acting, cast, reading):
    draft = reading["drafts"][0]
    path = f"/command/drafts/{draft['id']}"
    fields = {"version": draft["version"], "fields": {"lead_unit": str(cast.units["security"].pk)}}
    acting("clerk").ask("PATCH", path, fields)
    stale = {"version": draft["version"]}
    assert acting("clerk2").refused("POST", f"{path}/confirm", stale)[0] == HTTPStatus.CONFLICT
    fresh = acting("clerk2").get(path)["version"]
    assert acting("clerk2").post(f"{path}/confirm", {"version": fresh})["state"] == "confirmed"


def test_a_draft_is_dismissed_with_a_reason(acting, reading):
    path = f"/command/drafts/{reading['drafts'][0]['id']}/dismiss"
    clerk = acting("clerk")
    assert clerk.refused("POST", path, {"reason": ""})[1] == "api.bad_fields"
    assert clerk.post(path, {"reason": "背景"})["state"] == "not_a_requirement"
    listed = clerk.get("/command/draft-sets")["items"]
    assert [one["id"] for one in listed] == [reading["id"]]


def test_personal_numbers_are_asked_about(acting):
    clerk = acting("clerk")
    body = {"text": "会议要求保卫处公布电话13900001234。"}
    status, code = clerk.refused("POST", "/command/texts", body)
    assert (status, code) == (HTTPStatus.UNPROCESSABLE_ENTITY, "command.personal_numbers")
    told = clerk.post("/command/texts", body | {"numbers": "mask"}, status=CREATED)
    assert "13900001234" not in str(told)


def test_a_unit_acknowledges_twice_without_harm_and_objects(acting, cast):
    issue_minutes(cast)
    head = acting("security_head")
    waiting = head.get("/command/inbox")["waiting"]
    path = f"/command/answers/{waiting[0]['answer']}"
    first = head.post(f"{path}/acknowledge")
    assert head.post(f"{path}/acknowledge") == first
    assert first["state"] == "acknowledged"
    assert head.post(f"{path}/object", {"reason": "人手不够"})["objection"] == "人手不够"
    again = head.refused("POST", f"{path}/object", {"reason": "人手不够"})
    assert again == (HTTPStatus.CONFLICT, "act.illegal_move")
    assert acting("clerk").get("/command/inbox")["objections"][0]["code"] == waiting[0]["code"]


def test_nobody_answers_for_another_unit(acting, cast):
    issue_minutes(cast)
    answer = acting("security_head").get("/command/inbox")["waiting"][0]["answer"]
    for who, status in (("med_dean", HTTPStatus.NOT_FOUND), ("inspector", HTTPStatus.FORBIDDEN)):
        assert acting(who).refused("POST", f"/command/answers/{answer}/acknowledge")[0] == status


def test_a_college_relays_to_its_departments(acting, cast):
    clerk = acting("clerk")
    reading = clerk.post("/command/texts", {"text": MINUTES}, status=CREATED)
    for one in reading["drafts"]:
        settle(clerk, one, lead=str(cast.units["cs"].pk))
    body = {"client_id": str(uuid4())}
    clerk.post(f"/command/draft-sets/{reading['id']}/issue", body, status=CREATED)
    dean = acting("dean")
    inbox = dean.get("/command/inbox")
    answer = inbox["waiting"][0]["answer"]
    units = [one["id"] for one in inbox["units_below"]]
    assert len(units) == 2
    path = f"/command/answers/{answer}/relay"
    assert dean.refused("POST", path, {"units": units})[1] == "command.acknowledge_first"
    dean.post(f"/command/answers/{answer}/acknowledge")
    made = dean.post(path, {"units": units}, status=CREATED)["codes"]
    assert len(made) == 2
    assert dean.refused("POST", path, {"units": units})[0] == HTTPStatus.CONFLICT
    elsewhere = {"units": [str(cast.units["chem"].pk)]}
    assert dean.refused("POST", path, elsewhere)[0] == HTTPStatus.UNPROCESSABLE_ENTITY


def test_meetings_are_planned_listed_and_read(acting):
    clerk = acting("clerk")
    body = {"series": "防汛专题会议", "title": "第一次防汛专题会议", "held_on": "2022-05-19", "number": 1}
    made = clerk.post("/command/meetings", body, status=CREATED)
    assert made["held_on"] == "2022-05-19"
    assert clerk.get("/command/meetings")["items"] == [made]
    assert clerk.get(f"/command/meetings/{made['id']}") == made
    assert clerk.get(f"/command/meetings/{made['id']}/not-relayed") == []
    taken = clerk.refused("POST", "/command/meetings", body)
    assert taken == (HTTPStatus.UNPROCESSABLE_ENTITY, "command.meeting_number_taken")
    assert acting("dean").refused("GET", f"/command/meetings/{made['id']}")[0] == HTTPStatus.NOT_FOUND
