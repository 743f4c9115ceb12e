"""Parcels: once each, in order, nothing lost."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.field.models import Device, Parcel
from anlan.foundation.field.public import missing_of, register_handler
from anlan.foundation.field.tests import conftest
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def parcel(sequence: int, *, kind: str = "t.keep", **more: Any) -> dict[str, Any]:
    at = (clock.now() - timedelta(hours=1)).isoformat()
    given = {"id": str(uuid4()), "sequence": sequence, "kind": kind, "made_at": at, "body": {"word": "甲"}}
    return given | more


def hand(client: Client, device: UUID, *parcels: Any, upto: int = 1) -> Any:
    body = json.dumps({"device": str(device), "next_sequence": upto, "parcels": parcels})
    return client.post(reverse("field:parcels"), body, content_type="application/json", headers=JSON)


def verdicts(answer: Any) -> list[str]:
    return [outcome["verdict"] for outcome in answer.json()["outcomes"]]


def acted(cast: Cast) -> int:
    person = cast.person("dean")
    person.refresh_from_db()
    return len(person.other_numbers)


@pytest.fixture
def dean(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast["dean"])


def test_parcels_are_handled_in_order_and_answered_each(cast, dean, device):
    answer = hand(dean, device, parcel(1), parcel(2))
    assert verdicts(answer) == ["accepted", "accepted"]
    assert [outcome["answer"]["code"] for outcome in answer.json()["outcomes"]] == ["W-1", "W-2"]
    assert answer.json()["next_sequence"] == 3
    assert answer.json()["missing"] == []


def test_a_parcel_sent_again_acts_once_and_gets_the_first_answer(cast, dean, device):
    sent = parcel(1)
    hand(dean, device, sent)
    again = hand(dean, device, sent, sent).json()["outcomes"]
    assert [one["verdict"] for one in again] == ["duplicate", "duplicate"]
    assert again[0]["answer"] == {"code": "W-1", "first": "accepted"}
    assert acted(cast) == 1


@pytest.mark.parametrize(
    ("kind", "code"),
    [("t.refuse", "field.no_reason"), ("t.break", "field.broken"), ("t.nobody", "field.unknown_kind")],
)
def test_a_refused_parcel_undoes_its_work_says_why_and_keeps_its_body(cast, dean, device, kind, code):
    outcome = hand(dean, device, parcel(1, kind=kind), parcel(2)).json()["outcomes"]
    assert [one["verdict"] for one in outcome] == ["refused", "accepted"]
    assert (outcome[0]["code"], outcome[0]["kept"]) == (code, True)
    assert outcome[0]["title"]
    assert outcome[0]["do"]
    assert acted(cast) == 1
    assert Parcel.objects.get(sequence=1).body == {"word": "甲"}


def test_a_refused_parcel_can_be_done_again_without_typing(cast, dean, device):
    sent = parcel(1, kind="t.later")
    hand(dean, device, sent)
    register_handler("t.later", conftest._keep)
    assert dean.post(reverse("field:retry", args=(sent["id"],))).status_code == 302
    kept = Parcel.objects.get(pk=sent["id"])
    assert (kept.verdict, kept.answer, acted(cast)) == ("accepted", {"code": "W-1"}, 1)
    assert dean.post(reverse("field:retry", args=(sent["id"],))).status_code == 409
    stranger = sign_in(dean, cast["liaison"])
    assert stranger.post(reverse("field:retry", args=(sent["id"],))).status_code == 404


def test_a_phone_hears_of_a_second_try_what_came_of_it(cast, dean, device):
    sent = parcel(1, kind="t.refuse")
    hand(dean, device, sent)
    address = reverse("field:retry", args=(sent["id"],))
    told = dean.post(address, headers=JSON).json()
    assert (told["id"], told["verdict"], told["code"]) == (sent["id"], "refused", "field.no_reason")
    assert told["title"]
    register_handler("t.refuse", conftest._keep)
    told = dean.post(address, headers=JSON).json()
    assert (told["verdict"], told["answer"]) == ("accepted", {"code": "W-1"})
    again = dean.post(address, headers=JSON)
    assert (again.status_code, again.headers["Content-Type"]) == (409, "application/json")


def test_a_database_that_does_not_answer_keeps_the_rest_on_the_phone(dean, device):
    answer = hand(dean, device, parcel(1), parcel(2, kind="t.away"), parcel(3))
    assert verdicts(answer) == ["accepted", "again", "again"]
    assert [one["kept"] for one in answer.json()["outcomes"]] == [True, False, False]
    assert Parcel.objects.count() == 1


def test_a_gap_is_told_to_the_phone_and_closes_when_it_comes(dean, device):
    answer = hand(dean, device, parcel(1), parcel(4), upto=7).json()
    assert (answer["next_sequence"], answer["missing"]) == (2, [[2, 3], [5, 6]])
    answer = hand(dean, device, parcel(2), parcel(3), parcel(5), parcel(6), upto=7).json()
    assert (answer["next_sequence"], answer["missing"]) == (7, [])


def test_a_phone_whose_counter_began_anew_loses_nothing(cast, dean, device):
    hand(dean, device, parcel(1), parcel(2))
    answer = hand(dean, device, parcel(1), parcel(2))
    assert verdicts(answer) == ["accepted", "accepted"]
    assert answer.json()["next_sequence"] == 3
    assert acted(cast) == 4
    assert Parcel.objects.filter(sequence__isnull=True, claimed__in=(1, 2)).count() == 2


@pytest.mark.parametrize(
    "body",
    ['{"a": "\\u0000"}', '{"a": "\\ud800"}', '{"a": 1e999}', '{"a": NaN}', '{"a": "%s"}' % ("x" * 70_000)],
)  # fmt: skip
def test_a_body_that_the_database_cannot_hold_is_kept_as_text(dean, device, body):
    sent = parcel(1)
    text = json.dumps({"device": str(device), "next_sequence": 2, "parcels": [sent]})
    text = text.replace(json.dumps(sent["body"]), body)
    answer = dean.post(reverse("field:parcels"), text, content_type="application/json", headers=JSON)
    assert verdicts(answer) == ["refused"]
    kept = Parcel.objects.get(pk=sent["id"])
    assert (kept.code, list(kept.body)) == ("field.body_unreadable", ["unreadable"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "1"}, {"id": None}, {"sequence": 0}, {"sequence": 10**30}, {"kind": "x\x00"}, {"kind": ""},
        {"made_at": "2022-05-23T10:00:00"}, {"made_at": "soon"}, {"body": []}, {"extra": 1},
    ],
)  # fmt: skip
def test_one_unreadable_parcel_holds_up_no_other(dean, device, wrong):
    answer = hand(dean, device, parcel(1) | wrong, "not even a parcel", parcel(2))
    assert verdicts(answer) == ["refused", "refused", "accepted"]
    assert answer.json()["outcomes"][0]["kept"] is False


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"device": "x"}', "[" * 100_000, '{"device": 1e999}', "9" * 5000]
)
def test_a_request_that_cannot_be_read_is_refused_whole(dean, device, text):
    answer = dean.post(reverse("field:parcels"), text, content_type="application/json", headers=JSON)
    assert answer.status_code == 422


def test_too_many_parcels_at_once_are_refused_whole(dean, device):
    assert hand(dean, device, *(parcel(number) for number in range(1, 102))).status_code == 413


def test_nobody_sends_from_the_phone_of_another(cast, client, device):
    assert hand(sign_in(client, cast["liaison"]), device, parcel(1)).status_code == 404
    assert hand(client, uuid4(), parcel(1)).status_code == 404
    assert Parcel.objects.count() == 0


def test_an_id_of_another_phone_is_refused_and_stays_on_the_phone(cast, client, device):
    sent = parcel(1)
    hand(sign_in(client, cast["dean"]), device, sent)
    sign_in(client, cast["liaison"])
    other = uuid4()
    _enrol(client, other)
    outcome = hand(client, other, sent).json()["outcomes"][0]
    assert (outcome["verdict"], outcome["code"], outcome["kept"]) == ("refused", "field.id_taken", False)


def test_a_phone_is_enrolled_once_and_for_one_person(cast, client):
    key = uuid4()
    sign_in(client, cast["dean"])
    assert _enrol(client, key).json()["next_sequence"] == 1
    assert _enrol(client, key).status_code == 200
    sign_in(client, cast["liaison"])
    assert _enrol(client, key).status_code == 409
    assert Device.objects.count() == 1


def test_time_made_ahead_of_our_clock_is_taken_as_now(dean, device):
    register_handler("t.when", lambda body, *, by, made_at, client_id: {"at": made_at.isoformat()})
    ahead = (clock.now() + timedelta(days=9)).isoformat()
    told = hand(dean, device, parcel(1, kind="t.when", made_at=ahead)).json()["outcomes"][0]
    assert datetime.fromisoformat(told["answer"]["at"]) <= clock.now()


def test_what_a_phone_sent_cannot_be_changed_or_removed(dean, device):
    hand(dean, device, parcel(1))
    for act in (
        lambda: Parcel.objects.update(body={}),
        lambda: Parcel.objects.update(verdict="refused"),
        lambda: Parcel.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_gap_that_was_explained_is_no_longer_told(cast, dean, device):
    hand(dean, device, parcel(3), upto=4)
    address = reverse("field:explain", args=(device,))
    assert dean.post(address, {"upto": 2, "reason": ""}).status_code == 422
    assert dean.post(address, {"upto": 2, "reason": "浏览器数据被清掉，已补录"}).status_code == 302
    assert missing_of(Device.objects.get(pk=device)) == ()
    page = dean.get(reverse("field:devices")).content.decode()
    assert "已补录" in page


def _enrol(client: Client, key: UUID) -> Any:
    body = json.dumps({"id": str(key), "label": "手机"})
    return client.post(reverse("field:enrol"), body, content_type="application/json", headers=JSON)
