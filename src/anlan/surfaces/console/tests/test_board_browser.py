"""The board in a real browser: ten rows on one screen, a wall that is dark by itself, a phone."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from anlan.surfaces.console.tests.council import TEXTS, hold_meeting
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import Cast, build_cast, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LOOKS = [
    (1440, "light", "zh"),
    (1440, "dark", "zh"),
    (1440, "light", "en"),
    (390, "light", "zh"),
    (390, "dark", "en"),
]


@pytest.fixture
def council() -> Cast:
    """The cast after a meeting with ten headings."""
    cast = build_cast()
    hold_meeting(cast)
    return cast


def board(cast: Cast, page: Page, live_server: Any, *, who: str = "commander", address: str = "/") -> Page:
    carry_session(page, sign_in(Client(), cast[who]), live_server)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    return page


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_the_board_passes_the_accessibility_check(
    council: Cast, open_page: OpenPage, live_server: Any, width: int, theme: str, language: str
):
    page = board(council, open_page(width=width, theme=theme, language=language), live_server)
    axe(page)
    fits(page)
    shoot(page, f"board-{width}-{theme}-{language}")
    assert page.locator(".reqs tbody tr").count() == len(TEXTS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ten_rows_fit_one_desktop_screen(council: Cast, open_page: OpenPage, live_server: Any, language: str):
    page = board(council, open_page(language=language), live_server)
    box = page.locator(".reqs tbody tr").last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 900
    assert page.evaluate("(b => b.scrollWidth <= b.clientWidth)(document.querySelector('.reqs .table-box'))")


def test_the_wall_is_dark_larger_and_without_controls(council: Cast, open_page: OpenPage, live_server: Any):
    page = board(council, open_page(theme="light"), live_server)
    size = "parseFloat(getComputedStyle(document.querySelector('.reqs .name')).fontSize)"
    before = page.evaluate(size)
    page.set_viewport_size({"width": 1920, "height": 1080})
    board(council, page, live_server, address="/?wall=1")
    axe(page)
    fits(page)
    shoot(page, "board-wall")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(size) >= before * 1.2
    assert page.locator("button, input, select, nav").count() == 0
    box = page.locator(".reqs tbody tr").last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 1080


def test_a_student_comes_home(council: Cast, open_page: OpenPage, live_server: Any):
    page = board(council, open_page(width=390), live_server, who="student")
    axe(page)
    fits(page)
    assert page.locator("#board").count() == 0
