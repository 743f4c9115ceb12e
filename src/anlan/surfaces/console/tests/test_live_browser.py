"""The board in a browser follows its stream, and the clock where there is none."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from anlan.areas.command import public as command
from anlan.areas.command.tests.pages.desk import issue
from anlan.surfaces.console import live
from tests.support.browser import carry_session
from tests.support.cast import build_cast, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_acknowledgement_shows_on_the_board_without_a_reload(open_page, client, live_server):
    live.forget()
    cast = build_cast()
    issued = issue(cast, "会议提出一点要求。要做好防汛准备。\n")
    page = open_page(width=1440)
    carry_session(page, sign_in(client, cast["commander"]), live_server)
    with page.expect_response(re.compile(reverse("console:live"))) as heard:
        page.goto(f"{live_server.url}/")
    assert heard.value.status == 200
    expect(page.locator(".answered").first).to_have_text("0 / 1")
    command.acknowledge(issued.rows()[0].pk, by=cast.actor("dean"))
    live.forget()
    expect(page.locator(".answered").first).to_have_text("1 / 1", timeout=15_000)


def test_a_board_whose_stream_is_refused_asks_by_the_clock(open_page, client, live_server):
    cast = build_cast()
    issued = issue(cast, "会议提出一点要求。要做好防汛准备。\n")
    page = open_page(width=1440)
    carry_session(page, sign_in(client, cast["commander"]), live_server)
    page.clock.install()
    page.route(re.compile(reverse("console:live")), lambda route: route.fulfill(status=204, body=""))
    page.goto(f"{live_server.url}/")
    expect(page.locator(".answered").first).to_have_text("0 / 1")
    command.acknowledge(issued.rows()[0].pk, by=cast.actor("dean"))
    page.clock.run_for(31_000)
    expect(page.locator(".answered").first).to_have_text("1 / 1", timeout=5_000)
