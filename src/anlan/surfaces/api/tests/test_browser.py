"""The description of the interface in a real browser."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.browser import axe, carry_session, fits, shoot
from tests.support.cast import Cast, build_cast, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people() -> Cast:
    """Everybody, for real."""
    return build_cast()


@pytest.mark.parametrize(
    ("width", "language", "theme"), [(1440, "zh", "light"), (390, "en", "dark"), (390, "zh", "light")]
)
def test_the_list_of_operations_can_be_read(people, open_page, live_server, width, language, theme):
    page = open_page(width=width, language=language, theme=theme)
    carry_session(page, sign_in(Client(), people["dean"]), live_server)
    page.goto("/api/")
    first = page.locator("summary", has_text="/api/v1/command/requirements").first
    first.click()
    axe(page)
    fits(page)
    assert page.locator("details[open] pre").first.is_visible()
    shoot(page, f"api-{width}-{language}-{theme}")
