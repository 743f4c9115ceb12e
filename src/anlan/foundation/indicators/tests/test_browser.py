"""The pages in a browser: both widths, both languages, both themes, by keyboard."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from anlan.core.kernel import clock
from anlan.foundation.indicators.public import Measured, campus, observe
from tests.support.browser import axe, carry_session, fits, shoot
from tests.support.cast import Cast, build_cast, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODE = "supply.goods_disinfected"


def _measured() -> Cast:
    cast, now = build_cast(), clock.now()
    for days in (*range(20, 8, -1), *range(5, -1, -1)):
        value = Decimal("99.2") - Decimal(max(0, 6 - days)) / 2
        observe(CODE, measured=Measured(value, now - timedelta(days=days, minutes=3), 50, 52))
    for name, share in (("centre", "90.4"), ("south", "100")):
        observe(CODE, scope=campus(cast.campuses[name].pk), measured=Measured(Decimal(share), now, 19, 21))
    return cast


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(1440, "light", "zh"), (390, "dark", "en"), (390, "light", "zh")],
)
def test_the_pages_fit_and_are_accessible(open_page, client, live_server, width, theme, language):
    cast = _measured()
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["clerk"]), live_server)
    for name, args in (("index", ()), ("one", (CODE,))):
        page.goto(f"{live_server.url}{reverse(f'indicators:{name}', args=args)}")
        expect(page.locator("h2").first).to_be_attached()
        fits(page)
        axe(page)
        shoot(page, f"indicators-{name}-{width}-{theme}-{language}")


def test_the_catalogue_is_searched_by_keyboard(open_page, client, live_server):
    cast = _measured()
    page = open_page(width=1440)
    carry_session(page, sign_in(client, cast["clerk"]), live_server)
    page.goto(f"{live_server.url}{reverse('indicators:index')}")
    page.get_by_label("查指标").first.focus()
    page.keyboard.type("进校物资")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    expect(page.get_by_role("link", name="进校物资消杀率")).to_be_visible()
    page.get_by_role("link", name="进校物资消杀率").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chart")).to_be_visible()
