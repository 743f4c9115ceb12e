"""Notices over the interface: the whole way by two persons, the second factor, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from http import HTTPStatus
from typing import Any

import pytest

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.notices.models import Letter, Notice
from anlan.foundation.notices.services.spreading import spread_notice
from anlan.surfaces.api.tests.calling import Caller, caller
from tests.support.cast import Cast

WORDS = {
    "headline_zh": "今晚停水",
    "headline_en": "Water is off tonight",
    "text_zh": "20:00 到 22:00 停水。",
    "text_en": "No water from 20:00 to 22:00.",
    "event_zh": "停水",
    "event_en": "Water cut",
    "categories": ["Infra"],
    "response_types": ["Prepare"],
    "urgency": "Expected",
    "severity": "Minor",
    "certainty": "Observed",
    "level": "now",
    "needs_answer": True,
}


@pytest.fixture(autouse=True)
def _by_day() -> Iterator[None]:
    """Ten in the morning: at night a letter waits for the end of the quiet hours."""
    with clock.hold(datetime.combine(clock.today(), time(10), tzinfo=clock.CAMPUS_ZONE)):
        yield


def body(cast: Cast, **more: Any) -> dict[str, Any]:
    audience = {"units": [str(cast.units["cs"].pk)]}
    return {"client_id": str(new_id()), "audience": audience, **WORDS, **more}


def sent_by_two(cast: Cast) -> tuple[Caller, Caller, str]:
    """A notice written by the clerk, approved and sent by the head; both programs and its code."""
    clerk, head = caller(cast, "clerk"), caller(cast, "hq_head")
    code = clerk.post("/notices/notices", body(cast), status=HTTPStatus.CREATED)["code"]
    assert clerk.post(f"/notices/notices/{code}/submit")["state"] == "waiting"
    assert head.post(f"/notices/notices/{code}/approve")["state"] == "approved"
    told = head.post(f"/notices/notices/{code}/send")
    assert (told["state"], told["reached"]) == ("sent", 4)
    return clerk, head, code


def test_a_notice_goes_its_whole_way_and_is_confirmed_by_the_one_it_reached(cast: Cast):
    sent_by_two(cast)
    spread_notice(Notice.objects.get().pk)
    dean = caller(cast, "dean")
    letter = dean.get("/notices/inbox")["items"][0]
    assert dean.post(f"/notices/inbox/{letter['id']}/acknowledge")["acknowledged_at"]
    assert caller(cast, "chem_dean").refused("POST", f"/notices/inbox/{letter['id']}/acknowledge")[0] == 404
    assert Letter.objects.exclude(acknowledged_at=None).count() == 1


def test_the_same_draft_sent_twice_is_one_notice(cast: Cast):
    clerk, told = caller(cast, "clerk"), body(cast)
    first = clerk.post("/notices/notices", told, status=HTTPStatus.CREATED)
    assert clerk.post("/notices/notices", told, status=HTTPStatus.CREATED)["id"] == first["id"]
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("name", ["update", "cancel", "all-clear"])
def test_what_follows_is_a_draft_that_another_person_approves(cast: Cast, name: str):
    clerk, head, code = sent_by_two(cast)
    told = clerk.post(f"/notices/notices/{code}/{name}", {"text_zh": "恢复供水。"}, status=HTTPStatus.CREATED)
    assert told["state"] == "draft"
    assert clerk.refused("POST", f"/notices/notices/{code}/{name}", {})[0] == 409
    clerk.post(f"/notices/notices/{told['code']}/submit")
    assert clerk.refused("POST", f"/notices/notices/{told['code']}/approve")[0] == 403
    head.post(f"/notices/notices/{told['code']}/approve")
    head.post(f"/notices/notices/{told['code']}/send")
    assert Notice.objects.get(code=code).state in {"updated", "cancelled", "all_clear"}


@pytest.mark.parametrize(("name", "state"), [("approve", "waiting"), ("send", "approved")])
def test_without_a_fresh_second_factor_nothing_is_approved_or_sent(cast: Cast, name: str, state: str):
    clerk, head = caller(cast, "clerk"), caller(cast, "hq_head")
    code = clerk.post("/notices/notices", body(cast), status=HTTPStatus.CREATED)["code"]
    clerk.post(f"/notices/notices/{code}/submit")
    if state == "approved":
        head.post(f"/notices/notices/{code}/approve")
    weak = caller(cast, "hq_head", second_factor=False)
    assert weak.refused("POST", f"/notices/notices/{code}/{name}") == (403, "act.second_factor_needed")
    assert Notice.objects.get().state == state


def test_a_notice_given_back_carries_the_reason_and_a_dropped_one_stays_dropped(cast: Cast):
    clerk, head = caller(cast, "clerk"), caller(cast, "hq_head")
    code = clerk.post("/notices/notices", body(cast), status=HTTPStatus.CREATED)["code"]
    clerk.post(f"/notices/notices/{code}/submit")
    assert head.post(f"/notices/notices/{code}/send-back", {"reason": "时间写错了"})["state"] == "draft"
    assert Notice.objects.get().note == "时间写错了"
    assert clerk.post(f"/notices/notices/{code}/drop")["state"] == "dropped"
    assert clerk.refused("POST", f"/notices/notices/{code}/submit")[0] == 409


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"audience": {"units": ["moon"]}}, 422),
        ({"audience": {"everybody": True}}, 422),
        ({"audience": {"units": [str(new_id) for _one in range(1)]}}, 422),
        ({"status": "Test"}, 422),
        ({"severity": "Deadly"}, 422),
        ({"drill": False}, 422),
        ({"code": "N-1"}, 422),
        ({"headline_zh": "停" * 121}, 422),
        ({"expires": "tomorrow"}, 422),
        ({"client_id": None}, 422),
    ],
)
def test_unusable_drafts_are_refused_whole(cast: Cast, wrong: dict[str, Any], status: int):
    assert caller(cast, "clerk").refused("POST", "/notices/notices", body(cast) | wrong)[0] == status
    assert not Notice.objects.exists()


def test_a_unit_reaches_its_own_people_only_and_others_drafts_do_not_exist_for_it(cast: Cast):
    liaison = caller(cast, "liaison")
    foreign = body(cast, audience={"units": [str(cast.units["chem"].pk)]})
    assert liaison.refused("POST", "/notices/notices", foreign)[0] == 422
    code = caller(cast, "clerk").post("/notices/notices", body(cast), status=HTTPStatus.CREATED)["code"]
    for act in ("submit", "drop", "approve", "send"):
        assert liaison.refused("POST", f"/notices/notices/{code}/{act}")[0] == 404
    assert caller(cast, "student").refused("POST", "/notices/notices", body(cast))[0] in {403, 404}


def test_an_act_without_the_token_against_forgery_is_refused(cast: Cast):
    clerk = caller(cast, "clerk")
    forged = Caller(clerk.client, "")
    assert forged.refused("POST", "/notices/notices", body(cast)) == (403, "api.csrf")
