"""The screens on site: small and large, light and dark, two languages, large text, keyboard alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anlan.areas.inspection.tests.ground import Ground, make_ground
from anlan.foundation.evidence.tests import files
from tests.support.browser import axe, fits
from tests.support.cast import Cast
from tests.support.onsite import opened
from tests.support.phone import Phone, phone

__all__ = ["phone"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ground(cast: Cast) -> Ground:
    """A canteen, inspectors, checklists."""
    return make_ground(cast)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """What a camera would give."""
    path = tmp_path / "camera.jpg"
    path.write_bytes(files.jpeg(size=(640, 480)))
    return path


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
        picture(page, f"field-{name}-{width}-{theme}-{language}-{text}")
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
