"""Random re-checks, the editor of checklists and tasks from findings in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Checklist, Sample
from anlan.areas.inspection.tests.ground import SYSTEM, Ground
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LOOKS = ((1440, "light", "zh"), (1440, "dark", "en"), (390, "light", "en"), (390, "dark", "zh"))
CODE = "canteen-handwash"


def enter(page: Page, ground: Ground, who: str, live_server: Any) -> None:
    """Carry somebody's session into the browser."""
    carry_session(page, sign_in(Client(), ground.cast[who]), live_server)


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_what_is_new_can_be_read_by_everybody(
    ground: Ground, open_page: OpenPage, live_server: Any, width: int, theme: str, language: str
):
    finding = ground.assigned()
    ground.prove(finding)
    public.draw_samples(by=SYSTEM)
    sample = Sample.objects.get(code="recheck.evidence")
    public.begin_draft(CODE, by=ground.actor("inspector"))
    edit = reverse("inspection:edit-checklist", args=(CODE,))
    page = open_page(width=width, theme=theme, language=language)
    for who, name, url in (
        ("inspector", "rechecks", reverse("inspection:rechecks")),
        ("inspector", "samples", reverse("inspection:samples")),
        ("inspector", "sample", reverse("inspection:sample", args=(sample.pk,))),
        ("inspector", "edit", edit),
        ("inspector", "edit-question", f"{edit}?part=question&key=sample_temperature"),
        ("inspector", "edit-head", f"{edit}?part=head"),
        ("inspector", "new-checklist", reverse("inspection:new-checklist")),
        ("hq_head", "make-task", reverse("inspection:make-task", args=(finding.code,))),
        ("hq_head", "pair", reverse("indicators:one", args=("tasks.evidence_per_submitted",))),
        ("hq_head", "recheck", reverse("indicators:one", args=("recheck.evidence",))),
    ):
        enter(page, ground, who, live_server)
        page.goto(url)
        expect(page.locator("main")).to_be_visible()
        fits(page)
        axe(page)
        shoot(page, f"inspection-{name}-{width}-{theme}-{language}")


def test_a_question_is_changed_and_changed_back_on_a_phone(
    ground: Ground, phone_page: Page, live_server: Any
):
    draft = public.begin_draft(CODE, by=ground.actor("inspector"))
    enter(phone_page, ground, "inspector", live_server)
    phone_page.goto(f"{reverse('inspection:edit-checklist', args=(CODE,))}?part=question&key=lines")
    phone_page.locator("#id_label").fill("一米线看得清")
    phone_page.get_by_role("button", name="存下这一处").press("Enter")
    expect(phone_page.get_by_text("已存下，可以撤销")).to_be_visible()
    assert any(row["label"] == "一米线看得清" for row in Checklist.objects.get(pk=draft.pk).questions)
    phone_page.get_by_role("button", name="撤销上一步").press("Enter")
    expect(phone_page.get_by_text("已撤销：")).to_be_visible()
    assert Checklist.objects.get(pk=draft.pk).content == draft.content
