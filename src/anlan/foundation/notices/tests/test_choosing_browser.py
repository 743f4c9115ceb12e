"""Choosing an audience from long lists: by typing, by keyboard, by clicks; the bell of an open page."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.public import notify
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import build_cast, sign_in

from .desk import SYSTEM
from .test_pages import FORM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_units_are_found_by_typing_and_taken_by_enter(
    open_page: OpenPage, client: Client, live_server, width: int, theme: str
):
    cast = build_cast()
    page = open_page(width=width, theme=theme)
    carry_session(page, sign_in(client, cast["clerk"]), live_server)
    page.goto(f"{live_server.url}/notices/new/")
    find = page.locator("#id_units-find")
    find.fill("化学")
    expect(page.locator("#id_units ~ .found")).to_have_text("符合 1 个；回车选第一个")
    find.press("Enter")
    expect(page.locator(".chosen li")).to_have_count(1)
    find.fill("软件")
    page.locator("#id_units option", has_text="软件工程系").click()
    expect(page.locator(".chosen li")).to_have_count(2)
    page.get_by_role("button", name="不选 软件工程系").click()
    expect(page.locator(".chosen li")).to_have_count(1)
    find.fill("没有这个单位")
    find.press("Enter")
    expect(page.locator(".chosen li")).to_have_count(1)
    axe(page)
    fits(page)
    shoot(page, f"compose-{width}-{theme}")
    for name in ("headline_zh", "headline_en", "text_zh", "text_en", "event_zh", "event_en"):
        page.locator(f"#id_{name}").fill(str(FORM[name]))
    page.get_by_role("button", name="保存并核对").click()
    expect(page).to_have_url(re.compile("/notices/n/"))
    assert Notice.objects.get().audience_spec == {"units": [str(cast.units["chem"].pk)]}


def test_the_bell_of_an_open_page_counts_what_comes(open_page: OpenPage, client: Client, live_server):
    cast = build_cast()
    page = open_page(width=1440)
    carry_session(page, sign_in(client, cast["commander"]), live_server)
    page.goto(f"{live_server.url}/")
    expect(page.locator("#bell .badge-n")).to_have_count(0)
    notify(
        code="trial",
        persons=[cast.person("commander").pk],
        title_zh="停水",
        title_en="No water",
        dedupe_key="water",
        level="now",
        always=True,
        by=SYSTEM,
    )
    expect(page.locator("#bell .badge-n")).to_have_text("1", timeout=15_000)
