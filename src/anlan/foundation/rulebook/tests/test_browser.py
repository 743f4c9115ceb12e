"""The pages of the rule book as a browser, a keyboard and a screen reader meet them."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from anlan.foundation.rulebook import public
from anlan.foundation.rulebook.models import RuleChange
from anlan.foundation.rulebook.states import ChangeAct
from tests.support.browser import OpenPage, axe, carry_session, fits
from tests.support.cast import Cast, sign_in

from .book import plan, take_trial


@pytest.mark.parametrize(("width", "theme", "language"), [(390, "dark", "zh"), (1440, "light", "en")])
def test_every_page_is_fit_to_read_and_to_hear(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    take_trial()
    clerk = cast.actor("clerk")
    change = public.draft_change(plan(act=ChangeAct.CONFIRM), by=clerk)
    public.propose(change.pk, by=clerk)
    other = public.draft_change(plan("trial.cases", 3), by=clerk)
    public.approve(public.propose(other.pk, by=clerk).pk, by=cast.actor("commander"))
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["hq_head"]), live_server)
    for url in (
        "/rulebook/",
        "/rulebook/?q=none",
        "/rulebook/r/trial.cases/?day=2031-05-19",
        "/rulebook/r/trial.hold/propose/",
        "/rulebook/changes/",
        "/rulebook/changes/?state=rejected",
        change.get_absolute_url(),
        "/rulebook/import/",
        "/rulebook/areas/",
        "/rulebook/print/",
    ):
        page.goto(f"{live_server.url}{url}")
        fits(page)
        axe(page)


def test_a_value_is_confirmed_by_two_people_with_the_keyboard(
    open_page: OpenPage, live_server, cast: Cast, client: Client
):
    take_trial()
    page = open_page(width=390)
    carry_session(page, sign_in(client, cast["clerk"]), live_server)
    page.goto(f"{live_server.url}/rulebook/r/trial.hold/?day=2031-05-19")
    page.get_by_role("link", name="填值并确认").press("Enter")
    page.get_by_label("值", exact=False).first.wait_for()
    page.locator("#id_value").fill("24")
    page.locator("#id_source_title").fill("指挥部会议决定")
    page.locator("#id_grade").select_option("A")
    page.locator("#id_reason").fill("会上定的")
    page.get_by_role("button", name="看看会变什么").press("Enter")
    expect(page.get_by_role("heading", name="批准以后会变什么")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="提出变更").press("Enter")
    expect(page.get_by_text("已提出，等另一个人批准")).to_be_visible()
    change = RuleChange.objects.get()
    carry_session(page, sign_in(Client(), cast["commander"]), live_server)
    page.goto(f"{live_server.url}{change.get_absolute_url()}")
    page.get_by_role("button", name="批准变更", exact=True).press("Enter")
    expect(page.get_by_text("已批准，新的版本生效")).to_be_visible()
    page.goto(f"{live_server.url}/rulebook/r/trial.hold/?day=2031-05-19")
    expect(page.locator(".rule-now")).to_have_text("24 小时")
