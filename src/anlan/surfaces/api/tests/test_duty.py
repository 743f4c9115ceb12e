"""Duty over HTTP."""

from typing import Any

import pytest
from django.test import Client

from anlan.foundation.duty.models import ProxyAct
from anlan.foundation.duty.tests.desk import Desk, build_desk, held_clock
from anlan.foundation.duty.tests.test_papers import _act, _secretary
from tests.support.cast import Cast, sign_in

__all__ = ["held_clock"]
JSON = "application/json"


@pytest.fixture
def desk(cast: Cast, held_clock: Any) -> Desk:
    """A desk with a week in force."""
    desk = build_desk(cast)
    desk.published()
    return desk


def _as(desk: Desk, who: str) -> Client:
    return sign_in(Client(), desk.cast[who])


def test_it_says_who_is_on_duty_now_and_takes_the_acknowledgement(desk: Desk):
    watch = desk.watch(lead=True)
    client = _as(desk, desk.who(watch.person))
    answer = client.post(f"/api/v1/duty/watches/{watch.pk}/acknowledge", {}, JSON)
    assert answer.status_code == 200
    now = client.get("/api/v1/duty/now").json()
    assert [one["name"] for one in now[0]["people"] if one["lead"]] == [watch.person.name]
    assert now[0]["people"][0]["standing"] == "late"
    assert len(client.get("/api/v1/duty/rosters/hq?first=2031-05-19&days=7").json()) == 7


def test_somebody_else_cannot_acknowledge_and_a_student_sees_nothing(desk: Desk):
    watch = desk.watch(lead=True)
    assert (
        _as(desk, "clerk").post(f"/api/v1/duty/watches/{watch.pk}/acknowledge", {}, JSON).status_code == 404
    )
    assert _as(desk, "student").get("/api/v1/duty/now").status_code == 404
    assert _as(desk, "student").get("/api/v1/duty/rosters/hq").status_code == 404


def test_the_principal_confirms_over_http(desk: Desk):
    _act(_secretary(desk))
    client = _as(desk, "dean")
    key = client.get("/api/v1/duty/proxies").json()[0]["id"]
    assert client.post("/api/v1/duty/proxies/confirm", {"acts": [key]}, JSON).json() == {"confirmed": 1}
    assert client.post(f"/api/v1/duty/proxies/{key}/object", {"reason": "晚了"}, JSON).status_code == 404
    assert ProxyAct.objects.get().state == "confirmed"
