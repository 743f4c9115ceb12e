"""One page asks what becomes of numbers in what somebody typed, whichever form they typed it in."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.utils.html import escape

from anlan.areas.command.models import Addressee, DraftItem, TopicSlip
from anlan.areas.command.tests.pages.desk import clerk, issue, read, shown_form, signed_in_as
from anlan.areas.command.views.asking import CHOICE, REASON
from anlan.core.kernel import clock
from tests.support.browser import axe, carry_session, fits, shoot

pytestmark = pytest.mark.django_db

PHONE = "13900001234"
WORDS = f"先打{PHONE}问清楚"
MASKED = "先打139****1234问清楚"


def carried(answer: Any) -> dict[str, list[str]]:
    """What the page of the question sends back, as its context and its hidden fields agree."""
    found: dict[str, list[str]] = {}
    for name, text in answer.context["given"]:
        found.setdefault(name, []).append(text)
        field = f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">'
        assert field in answer.content.decode()
    return found


@pytest.fixture
def objecting(cast):
    """The dean's browser at the form of an objection."""
    row = issue(cast).rows()[0]
    return signed_in_as(cast, "dean"), f"/command/answers/{row.pk}/object/", row


def test_an_objection_with_a_number_waits_for_a_decision(objecting):
    client, url, row = objecting
    asked = client.post(url, {"reason": WORDS})
    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert asked.templates[0].name == "command/numbers_asked.html"
    assert carried(asked) == {"reason": [WORDS]}
    assert '<b class="num">139****1234</b>' in asked.content.decode()
    row.refresh_from_db()
    assert row.state == "waiting"


def test_the_masked_words_are_sent(objecting):
    client, url, row = objecting
    done = client.post(url, carried(client.post(url, {"reason": WORDS})) | {CHOICE: "mask"})
    assert done.status_code == HTTPStatus.FOUND
    row.refresh_from_db()
    assert (row.state, row.objection) == ("objected", MASKED)


def test_keeping_without_a_reason_is_asked_again_and_nothing_is_lost(objecting):
    client, url, row = objecting
    again = client.post(url, {"reason": WORDS, CHOICE: "keep", REASON: " "})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert again.context["form"].errors["reason"]
    assert carried(again) == {"reason": [WORDS]}
    assert client.post(url, {"reason": WORDS, CHOICE: "keep", REASON: "值班电话"}).status_code == 302
    row.refresh_from_db()
    assert row.objection == WORDS


def test_a_decision_that_nobody_knows_is_no_decision(objecting):
    client, url, row = objecting
    asked = client.post(url, {"reason": WORDS, CHOICE: "publish"})
    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Addressee.objects.get(pk=row.pk).objection == ""


def test_what_was_typed_is_never_run_as_a_page(objecting):
    client, url, _row = objecting
    nasty = f'"><script>alert({PHONE})</script>'
    page = client.post(url, {"reason": nasty, "<b>": "x"}).content.decode()
    assert "<script>alert" not in page
    assert escape(nasty) in page


def test_only_a_page_of_the_house_is_led_back_to(objecting):
    client, url, _row = objecting
    foreign = client.post(url, {"reason": WORDS}, headers={"Referer": "https://elsewhere.example/x"})
    assert foreign.context["before"] == ""
    own = client.post(url, {"reason": WORDS}, headers={"Referer": f"http://testserver{url}"})
    assert own.context["before"].endswith(url)


def test_a_topic_a_decline_and_an_absence_are_asked_about_as_well(cast):
    meeting = issue(cast).meeting
    browser = clerk(cast)
    planned = browser.post(
        "/command/meetings/new/", {"title": "例会", "series": "例会", "held_on": clock.today()}
    )["Location"]
    topic = browser.post(f"{planned}topics/", {"topic": WORDS})
    assert topic.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert browser.post(f"{planned}topics/", carried(topic) | {CHOICE: "mask"}).status_code == 302
    slip = TopicSlip.objects.get()
    assert slip.topic == MASKED
    url = f"{planned}topics/{slip.pk}/"
    declined = browser.post(url, {"decline": "1", "reason": WORDS})
    assert carried(declined) == {"decline": ["1"], "reason": [WORDS]}
    browser.post(url, carried(declined) | {CHOICE: "mask"})
    slip.refresh_from_db()
    assert (slip.state, slip.reason) == ("declined", MASKED)
    assert meeting.pk != slip.meeting_id


def test_a_draft_keeps_all_its_typed_fields_through_the_question(cast):
    reading = read(cast)
    card = reading.card()
    browser = clerk(cast)
    form = shown_form(browser.get(f"{reading.url}?draft={card.id}"))
    form["note"] = WORDS
    asked = browser.post(f"/command/draft/{card.id}/save/", form)
    assert asked.templates[0].name == "command/numbers_asked.html"
    done = browser.post(f"/command/draft/{card.id}/save/", carried(asked) | {CHOICE: "mask"})
    assert done.status_code == HTTPStatus.FOUND
    assert DraftItem.objects.get(pk=card.id).note == MASKED


def test_autosave_says_it_in_words_and_saves_nothing(cast):
    reading = read(cast)
    card = reading.card()
    browser = clerk(cast)
    form = shown_form(browser.get(f"{reading.url}?draft={card.id}"))
    form["note"] = WORDS
    told = browser.post(f"/command/draft/{card.id}/save/", form, headers={"Accept": "application/json"})
    assert told.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert PHONE not in str(told.json())
    assert DraftItem.objects.get(pk=card.id).note == ""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("width", "language", "theme"),
    [(1440, "zh", "light"), (1440, "en", "dark"), (390, "en", "light"), (390, "zh", "dark")],
)
def test_the_question_can_be_read_and_answered(cast, open_page, live_server, width, language, theme):
    row = issue(cast).rows()[0]
    page = open_page(width=width, language=language, theme=theme)
    carry_session(page, signed_in_as(cast, "dean"), live_server)
    page.goto(f"/command/answers/{row.pk}/object/")
    page.locator("textarea[name=reason]").fill(WORDS)
    page.locator(".lay form button.btn-primary").click()
    page.locator(".found-numbers").wait_for()
    axe(page)
    fits(page)
    shoot(page, f"numbers-asked-{width}-{language}-{theme}")
    page.locator(".lay form button.btn-primary").click()
    page.wait_for_url("**/command/r/**")
    row.refresh_from_db()
    assert row.objection == MASKED
