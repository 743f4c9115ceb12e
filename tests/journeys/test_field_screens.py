"""The screens on site: small and large, light and dark, two languages, large text, keyboard alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anlan.areas.command.tests.pages.desk import issue
from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.services.running import Found
from anlan.areas.inspection.tests.ground import Ground
from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.public import Ref, add_file
from anlan.foundation.evidence.tests import files
from tests.support.browser import axe, fits
from tests.support.cast import sign_in
from tests.support.onsite import opened
from tests.support.phone import Phone, phone
from tests.support.site import ground, photo, stored

__all__ = ["ground", "phone", "photo", "stored"]

pytestmark = pytest.mark.django_db(transaction=True)


SCREENS = (
    ("home", "#/"),
    ("start", "#/start"),
    ("place", "#/place/canteen-1-hall"),
    ("run", "#/run/{run}"),
    ("finding", "#/finding/{run}/bottles"),
    ("review", "#/review/{run}"),
    ("note", "#/note"),
    ("sync", "#/sync"),
    ("me", "#/me"),
    ("leave", "#/leave"),
)


@pytest.mark.parametrize(
    ("width", "theme", "language", "text"),
    [(390, "light", "zh", 16), (320, "dark", "en", 16), (390, "light", "en", 32), (1440, "light", "zh", 16)],
)
def test_every_screen_is_readable_everywhere(
    ground: Ground, client: Any, phone: Phone, photo: Path, width: int, theme: str, language: str, text: int
) -> None:
    run = ground.plan()
    look = {"width": width, "theme": theme, "language": language, "text": text}
    page = opened(phone, client=client, who=ground.cast["inspector"], **look)
    phone.offline(True)
    page.goto(f"/field/#/run/{run.pk}")
    page.locator("#q-lines-pass").click()
    expect(page.locator("#q-lines-pass")).to_have_attribute("aria-pressed", "true")
    page.locator("#q-bottles-fail").click()
    page.locator("#camera").set_input_files(photo)
    expect(page.locator(".photos img")).to_be_visible()
    page.locator("#text").fill("2 号取餐口手消瓶已空，无人补充")
    page.locator("#severity-serious").click()
    expect(page.locator("#severity-serious")).to_have_attribute("aria-pressed", "true")
    for name, address in SCREENS:
        page.goto("/field/" + address.format(run=run.pk))
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("#unsent")).to_be_visible()
        checked(page, f"field-{name}-{width}-{theme}-{language}-{text}")


LOOKS = [(390, "light", "zh", 16), (390, "dark", "en", 16), (320, "light", "en", 32)]


@pytest.mark.parametrize(("width", "theme", "language", "text"), LOOKS)
def test_putting_right_and_verifying_are_readable_everywhere(
    ground: Ground, client: Any, phone: Phone, photo: Path, width: int, theme: str, language: str, text: int
) -> None:
    finding = proven(ground)
    look = {"width": width, "theme": theme, "language": language, "text": text}
    page = opened(phone, client=client, who=ground.cast["inspector"], **look)
    page.goto(f"/field/#/look/finding/{finding.pk}")
    expect(page.locator(".thumbs img").first).to_be_visible()
    page.locator("#verdict-return").click()
    expect(page.locator("#verdict-return")).to_have_attribute("aria-pressed", "true")
    checked(page, f"field-look-{width}-{theme}-{language}-{text}")
    page.locator("#submit").click()
    expect(page.locator("#wrong")).to_be_visible()
    checked(page, f"field-look-wrong-{width}-{theme}-{language}-{text}")
    page.goto("/field/#/place/canteen-1-hall")
    expect(page.get_by_text(finding.code)).to_be_visible()
    checked(page, f"field-here-{width}-{theme}-{language}-{text}")

    public.return_(finding.pk, reason="2 号口换了，3 号口还是空的", by=ground.actor("inspector"))
    phone.sign_in(sign_in(client, ground.cast["canteen_head"]))
    page.goto("/field/#/")
    page.reload()
    page.locator(f"[href='#/fix/{finding.pk}']").click()
    expect(page.locator(".thumbs img").first).to_be_visible()
    checked(page, f"field-fix-{width}-{theme}-{language}-{text}")
    photo.touch()
    page.locator("#camera").set_input_files(photo)
    expect(page.locator(".photos img")).to_be_visible()
    page.locator("#note").fill("3 号口也换了新的，窗口长每班看一次")
    checked(page, f"field-fix-filled-{width}-{theme}-{language}-{text}")
    page.goto("/field/#/")
    expect(page.locator(".q").first).to_be_visible()
    checked(page, f"field-owed-{width}-{theme}-{language}-{text}")


def proven(ground: Ground) -> Finding:
    """A finding of a run for a requirement, shown before and after, handed in to be verified."""
    sentence = issue(ground.cast, lead="canteen-1").directives[0]
    run = ground.plan(directive_ids=[sentence.pk])
    inspector, head = ground.actor("inspector"), ground.actor("canteen_head")
    public.start_run(run.pk, by=inspector)
    found = Found("bottles", "2 号、3 号取餐口手消瓶已空，无人补充", "serious")
    sheet = ground.sheet(found=(found,), bottles="fail")
    finding = public.submit_run(run.pk, sheet=sheet, by=inspector).findings.get()
    for by, colour in ((inspector, "slategray"), (head, "teal")):
        ref = Ref("inspection.finding", finding.pk)
        data = files.jpeg(size=(640, 480), colour=colour)
        add_file(subject=ref, data=data, name="shelf.jpg", by=by, client_id=new_id())
    return public.submit(finding.pk, by=head, note="两个瓶子都换了新的，登记了有效期")


def checked(page: Page, name: str) -> None:
    """Seen, read aloud, not too wide, not too small."""
    picture(page, name)
    axe(page)
    fits(page)
    targets(page)


def picture(page: Page, name: str) -> None:
    """What the screen of the phone shows, no more."""
    folder = Path(os.environ.get("ANLAN_SHOTS") or Path(tempfile.gettempdir()) / "anlan-shots")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def targets(page: Page) -> None:
    """Everything that is pressed is at least 48 px high, but for links within a sentence."""
    small = page.evaluate(
        "() => [...document.querySelectorAll('button, a:not(.skip), select, input:not(.vh), .pick label')]"
        ".filter((one) => !one.closest('p, .pickrow, li .link') && one.getBoundingClientRect().height > 0)"
        ".filter((one) => one.getBoundingClientRect().height < 47.5).map((one) => one.outerHTML.slice(0, 90))"
    )
    assert small == []


def test_an_item_is_judged_and_noted_with_the_keyboard_alone(
    ground: Ground, client: Any, phone: Phone
) -> None:
    ground.plan()
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.get_by_role("link", name="第一食堂").press("Enter")
    page.locator("#next").press("Enter")
    expect(page.locator("#q-lines-pass")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#q-lines-pass")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#q-lines-pass")).to_be_focused()
    page.locator("#q-guide-fail").press("Enter")
    expect(page.get_by_role("heading", name="记一条发现")).to_be_focused()
