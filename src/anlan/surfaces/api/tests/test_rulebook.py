"""Dated rules over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from anlan.core.kernel import clock
from anlan.foundation.rulebook.models import RuleChange
from anlan.foundation.rulebook.tests.book import DAY, take_trial
from tests.support.cast import Cast, sign_in

JSON = "application/json"
RULES, CHANGES = "/api/v1/rulebook/rules", "/api/v1/rulebook/changes"
WANTED: dict[str, Any] = {
    "rule": "trial.hold",
    "act": "confirm",
    "value": 24,
    "starts": DAY.isoformat(),
    "source_title": "指挥部会议决定",
    "grade": "A",
    "reason": "会上定的",
    "send": True,
}


@pytest.fixture
def house(cast: Cast) -> Cast:
    """The small university with the small book."""
    take_trial()
    return cast


def as_(house: Cast, who: str, **more: bool) -> Client:
    return sign_in(Client(), house[who], **more)


def test_it_answers_for_a_day_with_the_version_and_why(house: Cast):
    client = as_(house, "dean")
    told = client.get(f"{RULES}/trial.cases/value?day=2031-05-19").json()
    assert (told["state"], told["why"], told["value"], told["area"]) == ("in_force", "only", 10, "CN")
    assert {one["reason"] for one in told["others"]} == {"elsewhere"}
    told = client.get(f"{RULES}/trial.hold/value?day=2031-05-19").json()
    assert (told["state"], told["value"], told["minutes"]) == ("not_confirmed", None, None)
    assert client.get(f"{RULES}/trial.cases/value?day=2033-01-01").json()["state"] == "none"
    assert client.get(f"{RULES}?day=2031-05-19&state=not_confirmed").json()["total"] == 1
    assert client.get(f"{RULES}?subject=goods&place=lake").json()["total"] == 1
    assert len(client.get(f"{RULES}/trial.cases").json()["versions"]) == 3


def test_a_change_goes_from_one_person_to_another(house: Cast):
    earlier = clock.now()
    made = as_(house, "clerk").post(CHANGES, WANTED, JSON).json()
    assert made["state"] == "proposed"
    url = f"{CHANGES}/{made['id']}"
    assert as_(house, "clerk").post(f"{url}/approve", {}, JSON).status_code == 403
    assert as_(house, "commander", second_factor=False).post(f"{url}/approve", {}, JSON).status_code == 403
    done = as_(house, "commander").post(f"{url}/approve", {"note": "照办"}, JSON).json()
    assert done["state"] == "approved"
    client = as_(house, "dean")
    assert client.get(f"{RULES}/trial.hold/value?day={DAY}").json()["minutes"] == 1440
    known = (earlier - timedelta(seconds=0)).isoformat().replace("+00:00", "Z")
    assert client.get(f"{RULES}/trial.hold/value?day={DAY}&known_at={known}").json()["value"] is None
    assert client.get(f"{RULES}/trial.hold/history").json()["total"] == 3


def test_a_draft_is_handed_on_withdrawn_and_rejected(house: Cast):
    clerk = as_(house, "clerk")
    first = clerk.post(CHANGES, WANTED | {"send": False}, JSON).json()
    url = f"{CHANGES}/{first['id']}"
    assert clerk.post(f"{url}/propose", {}, JSON).json()["state"] == "proposed"
    assert clerk.post(f"{url}/withdraw", {}, JSON).json()["state"] == "withdrawn"
    assert clerk.get(url).json()["state"] == "withdrawn"
    second = clerk.post(CHANGES, WANTED, JSON).json()
    url = f"{CHANGES}/{second['id']}"
    assert as_(house, "commander").post(f"{url}/reject", {}, JSON).status_code == 422
    assert (
        as_(house, "commander").post(f"{url}/reject", {"note": "没有文号"}, JSON).json()["state"]
        == "rejected"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"value": {"zh": "a"}},
        {"value": [1, [2]]},
        {"value": 1e300},
        {"value": "\x00"},
        {"area": "moon"},
        {"hold": "iron"},
        {"source_date": "mai"},
        {"source_title": ""},
        {"reason": ""},
        {"starts": "0000-00-00"},
        {"starts": "2031-05-19", "ends": "2031-05-19"},
        {"colour": "red"},
    ],
)
def test_a_change_that_cannot_stand_is_refused(house: Cast, more: dict[str, Any]):
    answer = as_(house, "clerk").post(CHANGES, WANTED | {"act": "set"} | more, JSON)
    assert answer.status_code == 422
    assert not RuleChange.objects.exists()


def test_hidden_and_missing_look_alike(house: Cast):
    student, other = as_(house, "student"), as_(house, "chem_dean")
    assert student.get(RULES).status_code == 404
    assert student.get(f"{RULES}/trial.hold").status_code == 404
    assert student.post(CHANGES, WANTED, JSON).status_code in {403, 404}
    assert as_(house, "dean").get(f"{RULES}/trial.nothing/value").status_code == 404
    made = as_(house, "dean").post(CHANGES, WANTED, JSON).json()
    assert other.get(f"{CHANGES}/{made['id']}").status_code == 404
    assert other.post(f"{CHANGES}/{made['id']}/withdraw", {}, JSON).status_code == 404


def test_an_instant_without_a_zone_is_refused(house: Cast):
    answer = as_(house, "dean").get(f"{RULES}/trial.hold/value?known_at=2031-05-19T08:00:00")
    assert answer.status_code == 422
