"""The pages of products as a browser, a keyboard and a screen reader meet them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from anlan.core.kernel import clock
from anlan.foundation.duty import public as duty
from anlan.foundation.duty.tests.desk import build_desk
from anlan.foundation.people.models import Appointment, Standing
from anlan.foundation.products.services.sheets import bind, keep_form
from tests.support.browser import OpenPage, axe, carry_session, fits
from tests.support.cast import Cast, sign_in

from .papers import workbook
from .test_mechanism import drafted, signed


@pytest.mark.parametrize(("width", "theme", "language"), [(390, "dark", "zh"), (1440, "light", "en")])
def test_every_page_is_fit_to_read_and_to_hear(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    by = cast.actor("clerk")
    form = keep_form(name="日报", sender="教育厅", file_name="a.xlsx", data=workbook(), by=by)
    cell = {"sheet": "日报", "cell": "B1", "what": "count:tasks.overdue", "scope": "", "label": "逾期"}
    bind(form.pk, [cell], by=by)
    draft, done = drafted(cast), signed(cast)
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["hq_head"]), live_server)
    for url in (
        "/products/",
        "/products/?q=none",
        "/products/new/",
        "/products/new/inspection_circular/",
        draft.get_absolute_url(),
        done.get_absolute_url(),
        reverse("products:print", args=(done.code, 1)),
        "/products/day/",
        "/products/forms/",
        form.get_absolute_url(),
    ):
        page.goto(f"{live_server.url}{url}")
        fits(page)
        axe(page)


@pytest.mark.parametrize(("width", "theme", "language"), [(390, "light", "en"), (1440, "dark", "zh")])
def test_the_papers_of_duty_are_fit_to_read_and_their_buttons_lead_there(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    long_ago = clock.now() - timedelta(days=30)
    Standing.objects.update(valid_from=long_ago)
    Appointment.objects.update(valid_from=long_ago)
    desk = build_desk(cast)
    yesterday = clock.today() - timedelta(days=1)
    desk.published(yesterday, yesterday + timedelta(days=4))
    leader = desk.watch(lead=True)
    record = duty.draft_handover(shift_id=leader.shift_id, by=desk.actor(leader))
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["clerk"]), live_server)
    ways = (
        ("/duty/r/hq/", "duty_roster", "指挥部值班表"),
        (record.get_absolute_url(), "duty_handover", "指挥部交接班记录"),
    )
    for url, kind, title in ways:
        page.goto(f"{live_server.url}{url}")
        axe(page)
        page.locator(f"a[href*='/products/new/{kind}/']").click()
        expect(page.locator(".paper-title")).to_have_text(title)
        fits(page)
        axe(page)
        page.locator("button[name=keep]").click()
        page.wait_for_url("**/products/p/**")
        expect(page.locator(".paper-title")).to_have_text(title)
        fits(page)
        axe(page)
        page.goto(f"{page.url}print/")
        expect(page.locator("h1")).to_have_text(title)
        fits(page)
        axe(page)
