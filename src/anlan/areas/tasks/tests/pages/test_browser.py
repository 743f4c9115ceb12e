"""Tasks and the worklist in a browser: keyboard, phone, both languages and themes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.tests.office import Office
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LOOKS = ((1440, "light", "zh"), (1440, "dark", "en"), (390, "light", "zh"))


def enter(page: Page, office: Office, who: str, live_server: Any) -> None:
    carry_session(page, sign_in(Client(), office.cast[who]), live_server)


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_every_page_of_tasks_can_be_read_by_everybody(
    office: Office, open_page: OpenPage, live_server: Any, width: int, theme: str, language: str
):
    office.give(title="东湖静置区加装围挡，防止移动")
    task = office.submitted()
    page = open_page(width=width, theme=theme, language=language)
    enter(page, office, "clerk", live_server)
    for name, url in (
        ("list", "/tasks/"),
        ("board", "/tasks/?view=board"),
        ("task", task.get_absolute_url()),
        ("give", "/tasks/give/"),
        ("worklist", "/worklist/?tab=waiting"),
    ):
        page.goto(url)
        expect(page.locator("main")).to_be_visible()
        fits(page)
        axe(page)
        shoot(page, f"tasks-{name}-{width}-{theme}-{language}")


def test_the_worklist_is_worked_by_keyboard(office: Office, page: Page, live_server: Any):
    for number in range(3):
        office.give(title=f"第 {number} 项")
    enter(page, office, "logistics_head", live_server)
    page.goto("/worklist/")
    page.keyboard.press("j")
    expect(page.locator("[data-row].now")).to_have_count(1)
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-select-row]:checked")).to_have_count(2)
    expect(page.locator("[data-bulk]")).to_be_visible()
    axe(page)
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="一起办 2 件")).to_be_visible()
    page.get_by_role("button", name="办这 2 件").click()
    expect(page.get_by_text("已接收 2 项任务")).to_be_visible()
    assert Task.objects.filter(state="accepted").count() == 2
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="现在可以办")).to_be_visible()


def test_a_task_is_done_on_a_phone(office: Office, phone_page: Page, live_server: Any):
    task, page = office.give(), phone_page
    enter(page, office, "logistics_head", live_server)
    page.goto("/worklist/")
    fits(page)
    shoot(page, "worklist-phone")
    page.get_by_role("button", name="接收", exact=True).click()
    expect(page.get_by_role("button", name="开始办")).to_be_visible()
    office.prove(task)
    page.goto(task.get_absolute_url())
    page.locator("#act-submit > summary").click()
    page.locator("#act-submit").get_by_role("button", name="交核验").click()
    expect(page.get_by_text("待核验").first).to_be_visible()
    fits(page)
    axe(page)
