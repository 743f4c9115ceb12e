"""Tasks over HTTP: the same acts, the same refusals."""

from datetime import timedelta

import pytest
from django.test import Client

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.sight import tasks_seen
from anlan.areas.tasks.tests.office import Office
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.public import visible
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db
API = "/api/v1/tasks/tasks"


def test_a_task_is_given_and_done_over_http(office: Office):
    clerk, doer = (sign_in(Client(), office.cast[who]) for who in ("clerk", "logistics_head"))
    given = {
        "client_id": str(new_id()),
        "title": "南门静置区划线",
        "owner": str(office.cast.position("logistics_head").pk),
        "verifier": str(office.cast.position("inspector").pk),
        "due_at": (clock.now() + timedelta(days=3)).isoformat(),
    }
    made = clerk.post(API, given, content_type="application/json")
    assert made.status_code == 201, made.content
    again = clerk.post(API, given, content_type="application/json")
    assert again.json()["id"] == made.json()["id"]
    key, code = made.json()["id"], made.json()["code"]
    assert doer.get(API).json()["total"] == 1
    assert doer.post(f"{API}/{key}/accept").json()["state"] == "accepted"
    refused = doer.post(f"{API}/{key}/submit", {"note": ""}, content_type="application/json")
    assert refused.status_code == 422
    assert refused.json()["code"] == "tasks.evidence_missing"
    stranger = sign_in(Client(), office.cast["chem_dean"])
    assert stranger.get(f"{API}/{code}").status_code == 404
    assert stranger.post(f"{API}/{key}/accept").status_code == 404


@pytest.mark.parametrize(
    "who", ["clerk", "logistics_head", "inspector", "canteen_head", "chem_dean", "student"]
)
def test_the_quick_way_to_see_tasks_agrees_with_the_rule(office: Office, who: str):
    office.give()
    office.give(helper_unit_ids=[office.cast.units["chem"].pk])
    office.give(owner_position_id=office.cast.position("canteen_head").pk)
    viewer: Actor = office.cast.actor(who)
    ruled = visible(Task.objects.all(), viewer, "tasks.read")
    assert set(tasks_seen(viewer).values_list("pk")) == set(ruled.values_list("pk"))
