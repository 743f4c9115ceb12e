"""Inspection in a browser: phone and desk, both languages and themes, by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.tests.ground import Ground
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LOOKS = ((1440, "light", "zh"), (1440, "dark", "en"), (390, "light", "zh"), (390, "dark", "en"))


def enter(page: Page, ground: Ground, who: str, live_server: Any) -> None:
    """Carry somebody's session into the browser."""
    carry_session(page, sign_in(Client(), ground.cast[who]), live_server)


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_every_page_of_inspection_can_be_read_by_everybody(
    ground: Ground, open_page: OpenPage, live_server: Any, width: int, theme: str, language: str
):
    run = ground.inspected(bottles="fail", sample_temperature="9")
    finding = Finding.objects.filter(item_key="bottles").get()
    made = public.issue_conclusion(run.pk, text="手消不合格，其余合格", by=ground.actor("inspector"))
    sheet = ground.plan(second_reason="跟进")
    public.start_run(sheet.pk, by=ground.actor("inspector"))
    page = open_page(width=width, theme=theme, language=language)
    enter(page, ground, "inspector", live_server)
    for name, url in (
        ("overview", reverse("inspection:overview")),
        ("findings", reverse("inspection:findings") + "?show=all"),
        ("finding", finding.get_absolute_url()),
        ("raise", reverse("inspection:raise")),
        ("plan", reverse("inspection:plan")),
        ("run", run.get_absolute_url()),
        ("sheet", sheet.get_absolute_url()),
        ("conclusion", made.get_absolute_url()),
        ("checklists", reverse("inspection:checklists")),
        ("checklist", ground.checklist.get_absolute_url()),
        ("import", reverse("inspection:import")),
        ("drift", reverse("inspection:drift")),
        ("place", reverse("inspection-place", args=("canteen-1-hall",))),
        ("label", reverse("inspection:label", args=("canteen-1-hall",))),
        ("print", reverse("inspection:print")),
        ("protected", reverse("inspection:protected")),
        ("receipt", reverse("inspection:receipt")),
    ):
        page.goto(url)
        expect(page.locator("main")).to_be_visible()
        if name not in {"label", "print"}:
            fits(page)
        axe(page)
        shoot(page, f"inspection-{name}-{width}-{theme}-{language}")


def test_a_sheet_is_filled_by_keyboard_on_a_phone(ground: Ground, phone_page: Page, live_server: Any):
    run = ground.plan(checklist_id=_fence().pk, place_id=ground.gate.pk)
    enter(phone_page, ground, "inspector", live_server)
    phone_page.goto(run.get_absolute_url())
    phone_page.get_by_role("button", name="开始督查").press("Enter")
    expect(phone_page.locator(".sheet-form")).to_be_visible()
    for key in ("whole", "climb", "handover", "light", "camera", "patrol"):
        phone_page.locator(f"input[name=a-{key}][value=pass]").focus()
        phone_page.keyboard.press("Space")
    phone_page.locator("input[name=a-whole][value=fail]").focus()
    phone_page.keyboard.press("Space")
    phone_page.locator("#q-whole summary").press("Enter")
    phone_page.locator("#n-whole").fill("东侧缺两根栏杆")
    phone_page.locator("input[name=presence][value=read]").check()
    phone_page.locator("#present_name").fill("石守成")
    phone_page.get_by_role("button", name="提交督查结果").press("Enter")
    expect(phone_page.get_by_text("开了 1 条发现")).to_be_visible()
    axe(phone_page)
    fits(phone_page)


def _fence() -> Any:
    return next(one for one in public.current_checklists() if one.code == "fence-patrol")
