"""From the minutes of a meeting to requirements in the register: a clerk, a second clerk, a college."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from anlan.areas.command import public
from anlan.areas.command.models import Directive
from anlan.areas.command.tests.pages.desk import issue, read
from anlan.core.kernel import clock
from tests.support.browser import OpenPage, axe, carry_session, fits
from tests.support.cast import Cast, build_cast, sign_in
from tests.support.minutes import article, own_minutes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("empty_queue"),
]

MOST_ACTIONS = 200
LEADS = ("xyy", "hqbz", "bwc", "xsgz", "jsjxy", "xsgz", "xsgz", "jwc", "jwc", "bwc")
"""What the clerk types to find the lead unit of each heading: initials in pinyin."""

SELECT = """(words) => {
  const runs = [...document.querySelectorAll("[data-body] span")];
  const run = runs.find((one) => one.textContent.includes(words));
  const at = run.textContent.indexOf(words), range = document.createRange();
  range.setStart(run.firstChild, at);
  range.setEnd(run.firstChild, at + words.length);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


class Hands:
    """What the clerk does with mouse and keys, counted; pasting a text is one key."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press_on(self, target: Locator) -> None:
        target.click()
        self.actions += 1

    def paste(self, target: Locator, text: str) -> None:
        target.fill(text)
        self.actions += 1

    def type(self, target: Locator, keys: str) -> None:
        target.press_sequentially(keys)
        self.actions += len(keys)

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.actions += 1


def _as(who: str, cast: Cast, open_page: OpenPage, live_server: Any, **look: Any) -> Page:
    page = open_page(**look)
    carry_session(page, sign_in(Client(), cast[who]), live_server)
    return page


def _import(hands: Hands, text: str) -> UUID:
    page = hands.page
    page.goto("/command/import/")
    axe(page)
    hands.paste(page.locator("[name=text]"), text)
    hands.press_on(page.locator("form.al-card .btn-primary"))
    if page.locator("[name=held_on]").input_value() == "":
        page.locator("[name=held_on]").fill("2022-05-19")
    hands.press_on(page.locator("form.al-card .btn-primary"))
    expect(page.locator("[data-body]")).to_be_visible()
    found = re.search(r"drafts/([0-9a-f-]+)/", page.url)
    assert found is not None
    return UUID(found.group(1))


def _confirm_by_headings(hands: Hands, draft_set_id: UUID) -> None:
    page = hands.page
    hands.press_on(page.locator(".desk-progress a"))
    count = page.locator(".heading-rows").count()
    for place in range(count):
        card = page.locator(".heading-rows").nth(place)
        hands.press_on(card.locator(".heading-defaults summary"))
        search = card.get_by_role("combobox").first
        hands.press_on(search)
        hands.type(search, LEADS[place % len(LEADS)])
        hands.key("Enter")
        hands.press_on(card.locator("button[name=confirm]"))
        expect(card.locator("button[name=confirm]")).to_have_count(0)
    axe(page)
    hands.press_on(page.locator(f"a.btn-primary[href$='{draft_set_id}/check/']"))


def _issue(hands: Hands) -> None:
    page = hands.page
    if page.locator("#sentences").count():
        hands.press_on(page.locator("#sentences summary"))
        hands.press_on(page.locator("#sentences button[name=all]"))
        expect(page.locator("#sentences button[name=all]")).to_have_count(0)
    axe(page)
    hands.press_on(page.locator(".check-form .btn-primary"))
    expect(page.locator(".done-head")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_clerk_takes_our_own_minutes_from_the_paste_to_the_register(
    open_page: OpenPage, live_server: Any, language: str
):
    cast = build_cast()
    page = _as("clerk", cast, open_page, live_server, language=language)
    hands = Hands(page)
    draft_set_id = _import(hands, own_minutes(clock.today()))
    _confirm_by_headings(hands, draft_set_id)
    _issue(hands)
    assert Directive.objects.filter(kind="item").count() >= 35
    assert hands.actions <= MOST_ACTIONS
    axe(page)


def test_the_article_is_issued_in_at_most_two_hundred_actions(open_page: OpenPage, live_server: Any):
    text = article()
    cast = build_cast()
    hands = Hands(_as("clerk", cast, open_page, live_server))
    draft_set_id = _import(hands, text)
    _confirm_by_headings(hands, draft_set_id)
    _issue(hands)
    headings = Directive.objects.filter(kind="heading")
    assert headings.count() == 10
    assert Directive.objects.filter(kind="item").count() >= 35
    assert hands.actions <= MOST_ACTIONS
    print(f"actions: {hands.actions} for {headings.count()} headings")


def test_drafts_are_confirmed_one_after_another_with_the_keyboard(open_page: OpenPage, live_server: Any):
    cast = build_cast()
    reading = read(cast, own_minutes())
    page = _as("clerk", cast, open_page, live_server)
    first = next(card for card in reading.page.drafts if card.lead)
    page.goto(f"{reading.url}?draft={first.id}")
    axe(page)
    page.keyboard.press("j")
    page.wait_for_url(re.compile(r"draft=(?!" + str(first.id) + ")"))
    page.keyboard.press("k")
    page.wait_for_url(f"**draft={first.id}")
    target = page.locator("#draft_indicator_target")
    target.fill("0")
    target.press("Control+Enter")
    page.wait_for_url(re.compile(r"draft=(?!" + str(first.id) + ")"))
    card = public.draft_card(cast.actor("clerk"), first.id)
    assert (card.state, card.values["indicator_target"]) == ("confirmed", "0")


def test_a_draft_that_needs_nothing_is_confirmed_with_one_press(open_page: OpenPage, live_server: Any):
    cast = build_cast()
    reading = read(cast)
    draft = next(card for card in reading.page.drafts if card.lead)
    page = _as("clerk", cast, open_page, live_server)
    page.goto(f"{reading.url}?draft={draft.id}")
    page.locator(".desk-bar .btn-primary").click()
    page.wait_for_url(re.compile(r"draft=(?!" + str(draft.id) + ")|/check/"))
    assert public.draft_card(cast.actor("clerk"), draft.id).state == "confirmed"


def test_what_is_typed_is_saved_without_a_press(open_page: OpenPage, live_server: Any):
    cast = build_cast()
    reading = read(cast)
    page = _as("clerk", cast, open_page, live_server)
    page.goto(f"{reading.url}?draft={reading.card(0).id}")
    page.locator("#draft_text").fill("排水口清淤 100% 完成")
    expect(page.locator("[data-saved-sign]")).to_have_attribute("data-state", "saved")
    expect(page.locator("[data-preview]")).to_have_text("排水口清淤 100% 完成")
    assert reading.card(0).values["text"] == "排水口清淤 100% 完成"


def test_two_clerks_on_one_draft_lose_nothing(open_page: OpenPage, live_server: Any):
    cast = build_cast()
    reading = read(cast)
    draft = next(card for card in reading.page.drafts if card.lead)
    url = f"{reading.url}?draft={draft.id}"
    one = _as("clerk", cast, open_page, live_server)
    other = _as("clerk2", cast, open_page, live_server)
    one.goto(url)
    other.goto(url)
    expect(other.locator("[data-presence]")).to_contain_text(cast.person("clerk").name)
    one.locator("#draft_text").fill("一号文书的写法")
    expect(one.locator("[data-saved-sign]")).to_have_attribute("data-state", "saved")
    other.locator("#draft_text").fill("二号文书的写法")
    clash = other.locator("table.clash")
    expect(clash).to_contain_text("一号文书的写法")
    expect(clash).to_contain_text("二号文书的写法")
    axe(other)
    other.locator(".desk-bar .btn-primary").click()
    other.wait_for_url(re.compile(r"draft=(?!" + str(draft.id) + ")|/check/"))
    kept = public.draft_card(cast.actor("clerk"), draft.id)
    assert (kept.state, kept.values["text"]) == ("confirmed", "二号文书的写法")


def test_words_selected_in_the_text_become_a_draft(open_page: OpenPage, live_server: Any):
    cast = build_cast()
    reading = read(cast)
    page = _as("clerk", cast, open_page, live_server)
    page.goto(f"{reading.url}?draft={reading.card(0).id}")
    page.evaluate(SELECT, "各单位负责人")
    page.locator("[data-add-draft] button").click()
    expect(page.locator("#draft_text")).to_have_value("各单位负责人")


@pytest.mark.parametrize("look", [{"width": 390}, {"theme": "dark"}, {"language": "en"}], ids=str)
def test_the_desk_works_on_a_phone_in_the_dark_and_in_english(
    open_page: OpenPage, live_server: Any, look: dict[str, Any]
):
    cast = build_cast()
    reading = read(cast)
    page = _as("clerk", cast, open_page, live_server, **look)
    page.goto(f"{reading.url}?draft={reading.card(0).id}")
    axe(page)
    fits(page)
    if look.get("width"):
        page.locator(".desk-tabs a").first.click()
        expect(page.locator("[data-body]")).to_be_visible()
        fits(page)
        page.locator("[data-body] a.m").nth(1).click()
        expect(page.locator("#draft_text")).to_be_visible()


@pytest.mark.parametrize("look", [{"width": 1440}, {"width": 390}, {"language": "en"}], ids=str)
def test_a_college_acknowledges_and_finds_it_in_the_register(
    open_page: OpenPage, live_server: Any, look: dict[str, Any]
):
    cast = build_cast()
    issued = issue(cast, own_minutes(clock.today()))
    page = _as("dean", cast, open_page, live_server, **look)
    page.goto("/command/inbox/")
    axe(page)
    fits(page)
    page.locator("[data-select-all]").check()
    page.locator(".bulk .btn-primary").click()
    expect(page.locator(".bulk")).to_have_count(0)
    row = issued.rows()[0]
    row.refresh_from_db()
    assert row.state == "acknowledged"
    page.goto(f"/command/?q={row.directive.code}")
    axe(page)
    fits(page)
    page.locator(".reg-table a.name").first.click()
    expect(page.locator(".pagehead h2")).to_have_text(row.directive.text)
    axe(page)
    fits(page)


PAGES = (
    ("clerk", "/command/"),
    ("clerk", "/command/?group=unit&open=1"),
    ("clerk", "/command/report/"),
    ("clerk", "/command/meetings/"),
    ("clerk", "/command/meetings/new/"),
    ("clerk", "/command/upstream/"),
    ("clerk", "/command/upstream/new/"),
    ("clerk", "/command/import/sheet/"),
    ("clerk", "/command/drafts/"),
    ("dean", "/command/local/"),
)


@pytest.mark.parametrize("look", [{"width": 1440}, {"width": 390, "theme": "dark"}], ids=str)
def test_every_page_is_accessible_and_fits(open_page: OpenPage, live_server: Any, look: dict[str, Any]):
    cast = build_cast()
    issued = issue(cast)
    by = cast.actor("clerk")
    meeting = public.plan_meeting(by=by, series="专题会议", title="下一次会议", held_on=date(2099, 6, 1))
    public.set_agenda(meeting.pk, by=by)
    public.call_positions(meeting.pk, position_ids=[cast.position("dean").pk], by=by)
    row = issued.rows()[0]
    public.acknowledge(row.pk, by=cast.actor("dean"))
    more = (
        ("clerk", meeting.get_absolute_url()),
        ("clerk", f"{meeting.get_absolute_url()}attendance/"),
        ("clerk", issued.meeting.get_absolute_url()),
        ("clerk", f"/command/sources/{row.directive.source_id}/"),
        ("dean", f"/command/answers/{row.pk}/relay/"),
        ("hq_head", f"{row.directive.get_absolute_url()}correct/"),
        ("hq_head", f"{row.directive.get_absolute_url()}withdraw/"),
    )
    pages = {who: _as(who, cast, open_page, live_server, **look) for who in ("clerk", "dean", "hq_head")}
    for who, url in (*PAGES, *more):
        page = pages[who]
        page.goto(url)
        axe(page)
        fits(page)
