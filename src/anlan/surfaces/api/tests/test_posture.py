"""Operations and phases over HTTP: a whole switch by three programs, and what is refused."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.public import Ref, add_note
from anlan.surfaces.api.tests.calling import Caller, caller
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
HASH = "d" * 64


@pytest.fixture
def words() -> dict[str, Any]:
    """What opening asks for, and a measure with its grounds."""
    later = clock.later(days=7).isoformat()
    grounds = {"legal_basis": "法", "reason": "因", "scope": "处", "lighter": "轻"}
    measure = {"key": "gate_quota", "values": {"most": 60}, "review_at": later, "lapses_at": later, **grounds}
    return {
        "operation": {
            "kind": "emergency",
            "matter": "flood",
            "level": "III",
            "title": "防汛",
            "legal_basis": "防洪法",
            "expected_until": later,
        },
        "phase": {
            "place": "centre",
            "title": "收紧",
            "reason": "水位上涨",
            "review_at": later,
            "lapses_at": later,
            "measures": [measure],
        },
    }


@pytest.fixture
def opened(acting: Any, words: dict[str, Any]) -> str:
    """The code of an open operation."""
    told = acting("hq_head").post("/posture/operations", words["operation"], status=HTTPStatus.CREATED)
    code: str = told["code"]
    return code


def drafted(clerk: Caller, code: str, words: dict[str, Any]) -> dict[str, Any]:
    """A draft, previewed."""
    told = clerk.post(f"/posture/operations/{code}/phases", words["phase"], status=HTTPStatus.CREATED)
    body = {"preview_hash": HASH, "document_hash": told["document_hash"]}
    phase: dict[str, Any] = clerk.post(f"/posture/phases/{told['id']}/preview", body)
    return phase


def test_three_programs_switch_a_phase_and_the_place_says_so(acting: Any, opened: str, words: dict[str, Any]):
    clerk, head, commander, deputy = (acting(who) for who in ("clerk", "hq_head", "commander", "deputy"))
    phase = drafted(clerk, opened, words)
    at = f"/posture/phases/{phase['id']}"
    assert [one["way"] for one in clerk.get(at)["changes"]] == ["tighter", "tighter"]
    head.post(f"{at}/order", {"preview_hash": HASH})
    assert commander.post(f"{at}/confirm", {"preview_hash": HASH})["state"] == "ordered"
    assert deputy.post(f"{at}/confirm", {"preview_hash": HASH})["state"] == "in_force"
    here = clerk.get("/posture/places/centre")
    assert here["measures"][0]["values"] == {"most": 60}
    assert here["document"]["policies"]["in_force"]["params"] == {"gate_quota.most": 60}
    rows = {one["place"]: one for one in clerk.get("/posture/standing")}
    assert (rows["centre"]["origin"], rows["centre"]["day"], rows["south"]["origin"]) == ("here", 1, "base")
    assert len(clerk.get(f"/posture/operations/{opened}/phases")) == 2
    assert clerk.get(at)["confirmed_by"]
    assert commander.refused("POST", f"{at}/lift", {"reason": "好了"})[1] == "posture.assessment_missing"
    assert commander.post(f"{at}/go-back", {"reason": "弄错了"})["state"] == "in_force"
    assert deputy.post(f"{at}/go-back", {"reason": "弄错了"})["state"] == "lifted"
    assert head.post(f"/posture/operations/{opened}/end", {"reason": "退水"})["state"] == "ended"


def test_a_stale_or_missing_preview_is_told(acting: Any, opened: str, words: dict[str, Any]):
    phase = drafted(acting("clerk"), opened, words)
    at = f"/posture/phases/{phase['id']}"
    head = acting("hq_head")
    assert head.refused("POST", f"{at}/order", {"preview_hash": "e" * 64})[1] == "posture.preview_stale"
    head.post(f"{at}/order", {"preview_hash": HASH})
    assert head.post(f"{at}/take-back", {"reason": "改一改"})["state"] == "draft"


def test_an_incident_opens_over_http_and_grows(acting: Any, cast: Cast, words: dict[str, Any]):
    body = {
        "client_id": str(new_id()),
        "place": "lake",
        "kind": "fire",
        "lead": str(cast.position("security_head").pk),
    }
    guard, head = acting("security_head"), acting("hq_head")
    one = guard.post("/posture/incidents", body, status=HTTPStatus.CREATED)
    assert guard.post("/posture/incidents", body, status=HTTPStatus.CREATED)["code"] == one["code"]
    at = f"/posture/incidents/{one['code']}"
    grown = head.post(f"{at}/grow", words["operation"], status=HTTPStatus.CREATED)
    assert grown["state"] == "open"
    assert guard.refused("POST", f"{at}/close", {"reason": "完了"})[1] == "act.illegal_move"


def test_spoken_words_over_http(acting: Any, cast: Cast, opened: str):
    body = {
        "place": "centre",
        "words": "生活区清空",
        "danger": "燃气泄漏",
        "said_by": str(cast.person("deputy").pk),
        "said_at": clock.now().isoformat(),
        "measures": [{"key": "area_closed", "values": {"zones": ["living"]}}],
    }
    clerk = acting("clerk")
    phase = clerk.post(f"/posture/operations/{opened}/oral-orders", body, status=HTTPStatus.CREATED)
    assert (phase["state"], phase["oral"]) == ("in_force", True)
    at = f"/posture/phases/{phase['id']}/confirm"
    for who in ("commander", "deputy"):
        told = acting(who).post(at, {})
    assert told["lapses_at"] > phase["lapses_at"]
    exits = body | {"measures": [{"key": "exit_closed", "values": {"classes": ["student"]}}]}
    refused = clerk.refused("POST", f"/posture/operations/{opened}/oral-orders", exits)
    assert refused[1] == "posture.oral_measure"


def test_an_assessment_needs_its_paper(acting: Any, cast: Cast, opened: str):
    told = acting("clerk").get(f"/posture/operations/{opened}")
    note = add_note(
        subject=Ref("posture.operation", told["id"]),
        note="口头说可以",
        by=cast.actor("clerk"),
        client_id=new_id(),
    )
    body = {"evidence": str(note.pk), "conclusion": "可以放宽"}
    found = acting("deputy").refused("POST", f"/posture/operations/{opened}/assessments", body)
    assert found[1] == "posture.no_such_paper"


def test_the_catalogue_and_the_operations_are_read(acting: Any, opened: str):
    clerk = acting("clerk")
    assert len(clerk.get("/posture/measures")) >= 24
    assert [one["code"] for one in clerk.get("/posture/operations")] == [opened]
    assert clerk.get("/posture/operations", drill=True) == []
    assert clerk.get("/posture/standing", drill=True) == []


@pytest.mark.parametrize(
    "path",
    ["/posture/standing", "/posture/places/centre", "/posture/measures", "/posture/operations"],
)
def test_a_student_sees_nothing(acting: Any, opened: str, path: str):
    student = acting("student")
    assert student.refused("GET", path)[0] == HTTPStatus.NOT_FOUND
    assert student.refused("GET", f"/posture/operations/{opened}")[0] == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["student", "dean", "auditor"])
def test_nobody_without_the_verb_acts(acting: Any, opened: str, words: dict[str, Any], who: str):
    one = acting(who)
    phase = drafted(acting("clerk"), opened, words)
    later = clock.later(days=3).isoformat()
    for path, body in (
        ("/posture/operations", words["operation"]),
        (f"/posture/operations/{opened}/end", {"reason": "完"}),
        (f"/posture/operations/{opened}/phases", words["phase"]),
        (f"/posture/phases/{phase['id']}/confirm", {"preview_hash": HASH}),
        (f"/posture/phases/{phase['id']}/order", {"preview_hash": HASH}),
        (f"/posture/phases/{phase['id']}/lift", {"reason": "完"}),
        (f"/posture/phases/{phase['id']}/preview", {"preview_hash": HASH, "document_hash": HASH}),
    ):
        assert one.refused("POST", path, body)[0] in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}, later


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lapses_at", "2031-05-19T04:00:00"),
        ("lapses_at", "soon"),
        ("measures", [{"key": "nothing"}]),
        ("measures", [{"key": "gate_quota", "values": {"most": "many"}}]),
        ("measures", [{"key": "gate_quota", "values": {"most": 10**30}}]),
        ("measures", [{"key": "mask"}, {"key": "mask"}]),
        ("measures", [{"key": "mask", "force": True}]),
        ("title", " "),
        ("title", "长" * 81),
        ("key", "Ä"),
    ],
)
def test_a_faulty_phase_is_refused(
    acting: Any, opened: str, words: dict[str, Any], field: str, value: object
):
    path, body = f"/posture/operations/{opened}/phases", words["phase"] | {field: value}
    assert acting("clerk").refused("POST", path, body)[0] == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_does_not_exist_is_not_found(cast: Cast, opened: str, words: dict[str, Any]):
    clerk = caller(cast, "clerk")
    for method, path, body in (
        ("GET", f"/posture/phases/{uuid4()}", None),
        ("GET", "/posture/places/nowhere", None),
        ("GET", "/posture/operations/OP-2031-9999-A", None),
        ("POST", f"/posture/phases/{uuid4()}/confirm", {"preview_hash": HASH}),
        ("POST", f"/posture/operations/{opened}/phases", words["phase"] | {"place": "nowhere"}),
    ):
        assert clerk.refused(method, path, body)[0] == HTTPStatus.NOT_FOUND
