"""The stream of a page: an event for each thing that changed, a comment where nothing did."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.areas.command import public as command
from anlan.areas.command.models import Addressee
from anlan.core.kernel import clock
from anlan.foundation.accounts.public import Account
from anlan.foundation.bus.public import topic_for
from anlan.foundation.indicators.models import Indicator
from anlan.foundation.indicators.public import Measured, observe
from anlan.foundation.notices.public import notify
from anlan.surfaces.console import live
from anlan.surfaces.console.tests.council import hold_meeting
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
URL = reverse("console:live")


@pytest.fixture
def held(cast: Cast) -> Cast:
    live.forget()
    hold_meeting(cast, headings=2)
    return cast


def told(client: Client, seen: str = "board.", *, last: str = "") -> str:
    answer = client.get(URL, {"seen": seen}, headers={"Last-Event-ID": last})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/event-stream"
    assert answer["Cache-Control"] == "no-store"
    return str(answer.content.decode())


def mark_of(event: str) -> str:
    return event.split("data: ")[1].partition("\n")[0]


def test_the_first_answer_carries_an_event_and_the_next_says_unchanged(held):
    client = sign_in(Client(), held["commander"])
    first = told(client)
    assert first.startswith("retry: 5000\n")
    assert "event: board" in first
    assert "unchanged" in told(client, f"board.{mark_of(first)}")


def test_the_browsers_last_id_stands_before_the_mark_of_the_page(held):
    client = sign_in(Client(), held["commander"])
    last = f"board.{mark_of(told(client))}"
    again = told(client, "board.old", last=last)
    assert "unchanged" in again


def test_a_page_carries_the_mark_that_the_stream_knows(held):
    client = sign_in(Client(), held["commander"])
    page = client.get("/").content.decode()
    mark = page.split('data-live="board" data-mark="')[1].partition('"')[0]
    assert "unchanged" in told(client, f"board.{mark}")


def test_an_acknowledgement_changes_the_mark(held):
    client = sign_in(Client(), held["commander"])
    before = mark_of(told(client))
    row = Addressee.objects.select_related("unit")[0]
    who = next(name for name in held.accounts if name != "student" and held.position(name).unit == row.unit)
    command.acknowledge(row.pk, by=held.actor(who))
    live.forget()
    assert mark_of(told(client)) != before


def test_a_kept_mark_is_not_given_once_something_is_known_to_have_changed(held):
    client = sign_in(Client(), held["commander"])
    before = mark_of(told(client))
    Indicator.objects.update(computed_at=datetime(2022, 5, 23, tzinfo=UTC))
    observe("tasks.late_now", measured=Measured(Decimal(1), clock.now()))
    Indicator.objects.update(computed_at=datetime(2022, 5, 24, tzinfo=UTC))
    assert mark_of(told(client)) == before
    known: dict[str, Any] = {"anlan.changed_at": 1e12}
    changed = client.get(URL, {"seen": "board."}, **known)
    assert mark_of(changed.content.decode()) != before


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


def test_a_letter_that_interrupts_is_told_to_its_person_alone(held):
    client = sign_in(Client(), held["commander"])
    seen = f"bell.{mark_of(told(client, 'bell.'))}"
    notify(
        code="trial",
        persons=[held["commander"].person_id],
        by=held.actor("clerk"),
        title_zh="停水",
        title_en="No water",
        dedupe_key="water",
        level="now",
        always=True,
    )
    assert "event: bell" in told(client, seen)
    other = sign_in(Client(), held["deputy"])
    assert "data: 0-0-0" in told(other, "bell.")


def test_the_worklists_numbers_are_followed_beside_the_bell(held):
    text = told(sign_in(Client(), held["chem_dean"]), "worklist. bell.")
    assert "event: worklist" in text
    assert "event: bell" in text


def test_the_server_in_front_learns_what_to_hold_the_answer_for(held):
    answer = sign_in(Client(), held["commander"]).get(URL, {"seen": "board. bell."})
    topics = answer["X-Hold-Topics"].split()
    assert {"command", "tasks", "inspection", "indicators", "letters"} < set(topics)
    assert topic_for("letters", held["commander"].person_id) in topics
    assert str(held["commander"].person_id) not in answer["X-Hold-Topics"]


def test_the_stream_is_closed_to_those_without_the_board(held):
    student = sign_in(Client(), held["student"])
    assert student.get(URL, {"seen": "board.x"}).status_code == 404
    assert "event: board" not in told(student, "board.x bell.x")


def test_a_stream_without_a_session_is_refused_plainly_and_led_to_no_page(held):
    answer = Client().get(URL, {"seen": "board."})
    assert (answer.status_code, answer.content) == (401, b"")
    account = Account.objects.get(person_id=held["commander"].person_id)
    client = sign_in(Client(), held["commander"])
    Account.objects.filter(pk=account.pk).update(must_change_password=True)
    again = client.get(URL, {"seen": "board."})
    assert (again.status_code, again.content) == (401, b"")


@pytest.mark.parametrize(
    "seen", ["", "moon.1", ".", "   ", "board", "\x00", "board." + "9" * 5000, "a b c d"]
)
def test_strange_marks_tell_nothing_and_break_nothing(held, seen):
    answer = sign_in(Client(), held["commander"]).get(URL, {"seen": seen, "meeting": "<moon>"})
    assert answer.status_code in {200, 404}
    assert "moon" not in answer.content.decode()[:300] or answer.status_code == 404
