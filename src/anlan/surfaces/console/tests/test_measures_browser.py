"""Pages that show measurements, in a browser: requirement, register, board, units side by side."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from anlan.areas.command.tests.pages.desk import issue
from anlan.core.kernel import clock
from anlan.foundation.indicators.public import Measured, campus, definitions, observe
from tests.support.browser import axe, carry_session, fits, shoot
from tests.support.cast import build_cast, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "会议提出一点要求。保卫处要坚决防止翻墙进出校园。后勤保障部要做好校外车辆消杀。要按时答复诉求。\n"


@pytest.mark.parametrize(("width", "theme", "language"), [(1440, "light", "zh"), (390, "dark", "en")])
def test_measured_pages_fit_and_are_accessible(open_page, client, live_server, width, theme, language):
    cast, now = build_cast(), clock.now()
    issued = issue(cast, TEXT)
    for code in (row.measure for one in issued.directives for row in one.indicators.all() if row.measure):
        share = definitions().by_code[code].unit == "percent"
        for days in range(8, -1, -1):
            value = Decimal(96 + days % 4) if share else Decimal(days % 3)
            observe(code, measured=Measured(value, now - timedelta(days=days), 48, 50))
        observe(code, scope=campus(cast.campuses["centre"].pk), measured=Measured(Decimal(90), now, 19, 21))
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["commander"]), live_server)
    urls = {
        "requirement": issued.directives[0].get_absolute_url(),
        "register": f"{reverse('command:register')}?open=1",
        "board": "/",
        "units": reverse("console:scorecards"),
    }
    for name, url in urls.items():
        page.goto(f"{live_server.url}{url}")
        expect(page.locator("h1").first).to_be_attached()
        shoot(page, f"measured-{name}-{width}-{theme}")
        fits(page)
        axe(page)
