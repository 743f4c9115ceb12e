"""What pages can do with requirements, drafts, meetings and papers, programs can do too."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

import pytest

from anlan.surfaces.api.tests.calling import MINUTES, issue_minutes

pytestmark = pytest.mark.django_db

CREATED, GONE, UNUSABLE = HTTPStatus.CREATED, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
NOBODY = str(UUID(int=0x5EED))
PHONE = "13900001234"
PAPER = {
    "issuer": "市防汛抗旱指挥部",
    "number": "〔2022〕15号",
    "title": "关于做好强降雨防范的通知",
    "received_on": "2022-05-19",
}
MEETING = {"series": "例会", "title": "第一次例会", "held_on": "2022-05-26"}


@pytest.fixture
def reading(acting):
    """The clerk's reading of a short text."""
    return acting("clerk").post("/command/texts", {"text": MINUTES}, status=CREATED)


@pytest.fixture
def code(acting, cast):
    """An item in force that security leads."""
    issue_minutes(cast)
    return acting("security_head").get("/command/requirements")["items"][0]["code"]


@pytest.fixture
def meeting(acting):
    """A planned meeting."""
    return acting("clerk").post("/command/meetings", MEETING, status=CREATED)["id"]


def test_a_requirement_is_corrected_and_the_old_one_names_the_new(acting, code):
    head, path = acting("hq_head"), f"/command/requirements/{code}"
    body = {"fields": {"text": "每两小时巡查一次"}, "reason": "雨势加大"}
    new = head.post(f"{path}/correct", body, status=CREATED)
    assert (new["text"], new["supersedes"]) == ("每两小时巡查一次", code)
    old = head.get(path)
    assert (old["state"], old["successor"]) == ("superseded", new["code"])
    assert head.refused("POST", f"{path}/correct", body) == (
        HTTPStatus.CONFLICT,
        "command.no_longer_in_force",
    )


@pytest.mark.parametrize(
    ("body", "code_of_refusal"),
    [
        ({"fields": {}, "reason": "x"}, "api.bad_fields"),
        ({"fields": {"issuer_unit": NOBODY}, "reason": "x"}, "command.unknown_field"),
        ({"fields": {"text": "好"}, "reason": " "}, "command.reason_missing"),
        ({"fields": {"text": "好"}, "reason": "长" * 301}, "command.field_too_long"),
        ({"fields": {"text": f"打{PHONE}"}, "reason": "x"}, "command.personal_numbers"),
        ({"fields": {"text": "好"}, "reason": f"打{PHONE}"}, "command.personal_numbers"),
        ({"fields": {"text": "好"}, "reason": "x", "numbers": "publish"}, "api.bad_fields"),
        ({"fields": {"lead_unit": "everybody"}, "reason": "x"}, "command.field_unusable"),
    ],
)
def test_a_correction_that_cannot_be_used_is_refused_and_changes_nothing(acting, code, body, code_of_refusal):
    head, path = acting("hq_head"), f"/command/requirements/{code}"
    before = head.get(path)
    assert head.refused("POST", f"{path}/correct", body) == (UNUSABLE, code_of_refusal)
    assert head.get(path)["text"] == before["text"]


def test_a_requirement_is_withdrawn_with_a_reason_by_those_who_may(acting, code):
    path = f"/command/requirements/{code}/withdraw"
    assert acting("security_head").refused("POST", path, {"reason": "不办"})[0] == HTTPStatus.FORBIDDEN
    assert acting("med_dean").refused("POST", path, {"reason": "不办"})[0] == GONE
    assert acting("hq_head").refused("POST", path, {"reason": f"问{PHONE}"})[1] == "command.personal_numbers"
    told = acting("hq_head").post(path, {"reason": f"问{PHONE}", "numbers": "mask"})
    assert told["state"] == "withdrawn"


def test_a_unit_adds_a_requirement_of_its_own_and_no_other_units(acting, cast):
    dean = acting("dean")
    body = {"text": "每晚十点清点人数", "unit": str(cast.units["software"].pk)}
    made = dean.post("/command/requirements", body, status=CREATED)
    assert (made["text"], made["lead"]) == ("每晚十点清点人数", "软件工程系")
    elsewhere = body | {"unit": str(cast.units["chem"].pk)}
    assert dean.refused("POST", "/command/requirements", elsewhere) == (UNUSABLE, "command.unit_not_below")
    hidden = body | {"beside": "REQ-2022-9999-X"}
    assert dean.refused("POST", "/command/requirements", hidden)[0] == GONE


def test_an_objection_is_answered_either_way(acting, cast, code):
    head, hq = acting("security_head"), acting("hq_head")
    first, second = head.get("/command/inbox")["waiting"][:2]
    for one in (first, second):
        head.post(f"/command/answers/{one['answer']}/object", {"reason": "人手不够"})
    kept = hq.post(f"/command/answers/{first['answer']}/keep", {"answer": "人手另配"})
    assert (kept["state"], kept["answer"]) == ("kept", "人手另配")
    change = {"answer": "同意放宽", "fields": {"text": "每周巡查一次"}}
    made = hq.post(f"/command/answers/{second['answer']}/change", change, status=CREATED)["codes"]
    assert hq.get(f"/command/requirements/{made[0]}")["supersedes"] == second["code"]
    assert head.refused("POST", f"/command/answers/{first['answer']}/keep", {"answer": "好"})[0] in {403, 409}


def test_a_draft_is_split_merged_added_and_each_is_undone(acting, reading):
    clerk = acting("clerk")
    draft = next(one for one in reading["drafts"] if "排水井" in one["quote"])
    start, end = draft["spans"][0][0], draft["spans"][-1][1]
    cut = clerk.post(f"/command/drafts/{draft['id']}/split", {"at": (start + end) // 2}, status=CREATED)
    assert (cut["kind"], cut["before"], len(cut["after"])) == ("split", [draft["id"]], 2)
    merged = clerk.post("/command/drafts-merged", {"drafts": cut["after"]}, status=CREATED)
    assert clerk.refused("POST", f"/command/draft-steps/{cut['id']}/undo")[0] == HTTPStatus.CONFLICT
    assert clerk.post(f"/command/draft-steps/{merged['id']}/undo")["undone"] is True
    assert clerk.post(f"/command/draft-steps/{cut['id']}/undo")["undone"] is True
    assert clerk.get(f"/command/drafts/{draft['id']}")["state"] == draft["state"]
    assert clerk.refused("POST", f"/command/draft-steps/{cut['id']}/undo")[0] == HTTPStatus.CONFLICT


def test_words_that_no_draft_holds_become_one(acting, reading):
    clerk = acting("clerk")
    path = f"/command/draft-sets/{reading['id']}/drafts"
    added = clerk.post(path, {"start": 0, "end": 8}, status=CREATED)
    assert clerk.get(f"/command/drafts/{added['after'][0]}")["quote"] == MINUTES[:8]
    assert clerk.refused("POST", path, {"start": 0, "end": 8}) == (UNUSABLE, "command.span_taken")
    for wrong in ({"start": 5, "end": 5}, {"start": 0, "end": 399_999}, {"start": 9, "end": 3}):
        assert clerk.refused("POST", path, wrong)[0] == UNUSABLE
    assert clerk.refused("POST", path, {"start": -1, "end": 3})[1] == "api.bad_fields"
    foreign = {"start": 0, "end": 8, "heading": NOBODY}
    clerk.post(f"/command/draft-steps/{added['id']}/undo")
    assert clerk.refused("POST", path, foreign)[0] == GONE


def test_drafts_of_two_readings_are_not_merged(acting, reading):
    clerk = acting("clerk")
    other = clerk.post("/command/texts", {"text": MINUTES}, status=CREATED)
    mixed = {"drafts": [reading["drafts"][0]["id"], other["drafts"][0]["id"]]}
    assert clerk.refused("POST", "/command/drafts-merged", mixed) == (
        UNUSABLE,
        "command.merge_needs_one_heading",
    )
    assert clerk.refused("POST", "/command/drafts-merged", {"drafts": [NOBODY]})[0] == GONE
    assert clerk.refused("POST", "/command/drafts-merged", {"drafts": []})[1] == "api.bad_fields"


def test_drafts_are_confirmed_as_suggested_and_those_that_name_nobody_stay_open(acting, reading):
    clerk = acting("clerk")
    keys = [one["id"] for one in reading["drafts"]]
    done = clerk.post("/command/drafts-as-suggested", {"drafts": keys})
    assert done["confirmed"] + len(done["left"]) == len(keys)
    assert done["confirmed"] > 0
    states = {one["id"]: one["state"] for one in clerk.get(f"/command/draft-sets/{reading['id']}")["drafts"]}
    assert {key for key, state in states.items() if state != "confirmed"} == set(done["left"])
    again = clerk.post("/command/drafts-as-suggested", {"drafts": keys})
    assert again["confirmed"] == 0
    assert acting("dean").refused("POST", "/command/drafts-as-suggested", {"drafts": keys})[0] == GONE


def test_a_confirmation_is_taken_back(acting, reading):
    clerk = acting("clerk")
    keys = [one["id"] for one in reading["drafts"]]
    left = clerk.post("/command/drafts-as-suggested", {"drafts": keys})["left"]
    done = next(key for key in keys if key not in left)
    assert clerk.post(f"/command/drafts/{done}/reopen")["state"] in {"waiting", "lacking"}


def test_topics_reach_the_agenda(acting, meeting):
    clerk, dean = acting("clerk"), acting("dean")
    topics = [
        dean.post(f"/command/meetings/{meeting}/topics", {"topic": word}, status=CREATED)
        for word in ("车库排水", "门禁调整", "食堂错峰")
    ]
    for one in topics[:2]:
        assert clerk.post(f"/command/topics/{one['id']}/accept")["state"] == "accepted"
    declined = clerk.post(f"/command/topics/{topics[2]['id']}/decline", {"reason": "下次再议"})
    assert (declined["state"], declined["reason"]) == ("declined", "下次再议")
    made = clerk.post(f"/command/meetings/{meeting}/agenda")
    assert [one["topic"] for one in made] == ["车库排水", "门禁调整"]
    moved = clerk.post(f"/command/agenda/{made[1]['id']}/move", {"to": 0})
    assert [one["topic"] for one in moved] == ["门禁调整", "车库排水"]
    assert clerk.get(f"/command/meetings/{meeting}/agenda") == moved
    assert len(clerk.get(f"/command/meetings/{meeting}/topics")) == 3


def test_only_those_who_run_meetings_decide_about_topics(acting, meeting):
    dean = acting("dean")
    slip = dean.post(f"/command/meetings/{meeting}/topics", {"topic": "车库排水"}, status=CREATED)
    assert dean.refused("POST", f"/command/topics/{slip['id']}/accept")[0] == HTTPStatus.FORBIDDEN
    assert acting("med_dean").refused("POST", f"/command/topics/{slip['id']}/accept")[0] == GONE
    assert dean.refused("POST", f"/command/meetings/{meeting}/agenda")[0] in {403, 404}
    assert acting("student").refused("GET", f"/command/meetings/{meeting}/agenda")[0] == GONE
    numbered = {"topic": f"请打{PHONE}"}
    refused = dean.refused("POST", f"/command/meetings/{meeting}/topics", numbered)
    assert refused == (UNUSABLE, "command.personal_numbers")


def test_attendance_is_called_and_recorded(acting, cast, meeting):
    clerk, path = acting("clerk"), f"/command/meetings/{meeting}/attendance"
    seats = [str(cast.position(who).pk) for who in ("dean", "med_dean")]
    rows = clerk.post(path, {"positions": seats})
    assert [one["presence"] for one in rows] == ["invited", "invited"]
    assert clerk.post(path, {"positions": seats}) == rows
    sign = f"/command/attendance/{rows[0]['id']}"
    assert clerk.post(sign, {"presence": "present"})["presence"] == "present"
    assert clerk.refused("POST", sign, {"presence": "absent"})[1] == "command.reason_missing"
    assert clerk.refused("POST", sign, {"presence": "deputy"})[1] == "command.deputy_missing"
    assert clerk.refused("POST", sign, {"presence": "asleep"})[1] == "api.bad_fields"
    sent = {"presence": "deputy", "deputy_position": str(cast.position("liaison").pk)}
    assert clerk.post(sign, sent)["deputy_position"] == sent["deputy_position"]
    assert clerk.refused("POST", path, {"positions": [NOBODY]})[0] == UNUSABLE
    assert [one["presence"] for one in clerk.get(path)] == ["deputy", "invited"]


def test_a_meeting_is_held_once(acting, meeting):
    clerk = acting("clerk")
    assert clerk.post(f"/command/meetings/{meeting}/hold")["state"] == "held"
    assert clerk.refused("POST", f"/command/meetings/{meeting}/hold")[0] == HTTPStatus.CONFLICT
    assert clerk.refused("POST", f"/command/meetings/{meeting}/agenda")[1] == "command.agenda_closed"


def test_a_paper_from_above_is_registered_linked_and_answered(acting, cast, code):
    clerk = acting("clerk")
    paper = clerk.post("/command/papers", PAPER, status=CREATED)
    assert clerk.refused("POST", "/command/papers", PAPER) == (UNUSABLE, "command.paper_registered")
    text = {"text": "各高校要排查地下空间。", "paper": paper["id"]}
    clerk.post("/command/texts", text, status=CREATED)
    read = clerk.get(f"/command/papers/{paper['id']}")
    assert (read["state"], read["unanswered"], read["acts"]) == ("in_hand", 1, ["reply", "file"])
    links = f"/command/demands/{read['demands'][0]['id']}/links"
    linked = clerk.post(links, {"code": code})
    assert clerk.post(links, {"code": code}) == linked
    assert (linked["demands"][0]["answered_by"], linked["unanswered"]) == ([code], 0)
    status, freed = clerk.ask("DELETE", f"{links}/{code}")
    assert (status, freed["unanswered"]) == (HTTPStatus.OK, 1)
    assert clerk.refused("DELETE", f"{links}/{code}")[0] == GONE
    reply = f"/command/papers/{paper['id']}/reply"
    assert clerk.refused("POST", reply, {"note": ""})[1] == "command.demands_unanswered"
    assert clerk.post(reply, {"note": "已函复"})["state"] == "replied"
    assert [one["id"] for one in clerk.get("/command/papers")["items"]] == [paper["id"]]


def test_a_paper_is_filed_without_a_reply(acting):
    clerk = acting("clerk")
    paper = clerk.post("/command/papers", PAPER, status=CREATED)
    assert clerk.post(f"/command/papers/{paper['id']}/file")["state"] == "filed"
    assert clerk.refused("POST", f"/command/papers/{paper['id']}/file")[0] == HTTPStatus.CONFLICT


@pytest.mark.parametrize("who", ["dean", "student"])
def test_papers_are_hidden_from_those_who_do_not_look_after_them(acting, who):
    paper = acting("clerk").post("/command/papers", PAPER, status=CREATED)
    assert acting(who).refused("GET", "/command/papers")[0] == GONE
    assert acting(who).refused("GET", f"/command/papers/{paper['id']}")[0] == GONE
    assert acting(who).refused("POST", f"/command/papers/{paper['id']}/file")[0] == GONE


def test_a_link_to_what_one_does_not_see_answers_as_if_it_were_not_there(acting):
    clerk = acting("clerk")
    link = f"/command/demands/{NOBODY}/links"
    assert clerk.refused("POST", link, {"code": "REQ-2022-9999-X"})[0] == GONE
