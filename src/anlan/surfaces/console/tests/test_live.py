"""The stream of the board: an event when something changed, a comment when nothing did."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.areas.command import public as command
from anlan.areas.command.models import Addressee
from anlan.core.kernel import clock
from anlan.foundation.indicators.models import Indicator
from anlan.foundation.indicators.public import Measured, observe
from anlan.surfaces.console import live
from anlan.surfaces.console.tests.council import hold_meeting
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
URL = reverse("console:events")


@pytest.fixture
def held(cast: Cast) -> Cast:
    live.forget()
    hold_meeting(cast, headings=2)
    return cast


def told(client: Client, seen: str = "") -> str:
    answer = client.get(URL, headers={"Last-Event-ID": seen})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/event-stream"
    assert answer["Cache-Control"] == "no-store"
    return str(answer.content.decode())


def mark_of(event: str) -> str:
    return event.split("data: ")[1].strip()


def test_the_first_answer_carries_an_event_and_the_next_says_unchanged(held):
    client = sign_in(Client(), held["commander"])
    first = told(client)
    assert first.startswith("retry: 5000\n")
    assert "event: board" in first
    assert "unchanged" in told(client, mark_of(first))


def test_an_acknowledgement_changes_the_mark(held):
    client = sign_in(Client(), held["commander"])
    before = mark_of(told(client))
    row = Addressee.objects.select_related("unit")[0]
    who = next(name for name in held.accounts if name != "student" and held.position(name).unit == row.unit)
    command.acknowledge(row.pk, by=held.actor(who))
    live.forget()
    assert mark_of(told(client)) != before


def test_a_new_measurement_changes_the_mark(held):
    client = sign_in(Client(), held["commander"])
    before = mark_of(told(client))
    observe("tasks.late_now", measured=Measured(Decimal(1), clock.now()))
    Indicator.objects.update(computed_at=datetime(2022, 5, 23, tzinfo=UTC))
    live.forget()
    assert mark_of(told(client)) != before


def test_many_viewers_of_the_same_share_one_reckoning(held):
    first, second = (sign_in(Client(), held[who]) for who in ("commander", "deputy"))
    told(first)
    told(second)
    with CaptureQueriesContext(connection) as many:
        told(second)
    assert not any("command_directive" in one["sql"] for one in many)


def test_a_unit_and_headquarters_do_not_share_a_mark(held):
    commander, dean = (sign_in(Client(), held[who]) for who in ("commander", "chem_dean"))
    assert mark_of(told(commander)) != mark_of(told(dean))


def test_the_stream_is_closed_to_those_without_the_board(held):
    assert sign_in(Client(), held["student"]).get(URL).status_code == 404
    assert Client().get(URL).status_code == 302
    assert sign_in(Client(), held["commander"]).get(URL, {"meeting": "<moon>"}).status_code == 200
