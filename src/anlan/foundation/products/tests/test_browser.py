"""The pages of products as a browser, a keyboard and a screen reader meet them."""

import pytest
from django.test import Client
from django.urls import reverse

from anlan.foundation.products.services.sheets import bind, keep_form
from tests.support.browser import OpenPage, axe, carry_session, fits
from tests.support.cast import Cast, sign_in

from .papers import workbook
from .test_mechanism import drafted, signed


@pytest.mark.parametrize(("width", "theme", "language"), [(390, "dark", "zh"), (1440, "light", "en")])
def test_every_page_is_fit_to_read_and_to_hear(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    by = cast.actor("clerk")
    form = keep_form(name="日报", sender="教育厅", file_name="a.xlsx", data=workbook(), by=by)
    cell = {"sheet": "日报", "cell": "B1", "what": "count:tasks.overdue", "scope": "", "label": "逾期"}
    bind(form.pk, [cell], by=by)
    draft, done = drafted(cast), signed(cast)
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["hq_head"]), live_server)
    for url in (
        "/products/",
        "/products/?q=none",
        "/products/new/",
        "/products/new/inspection_circular/",
        draft.get_absolute_url(),
        done.get_absolute_url(),
        reverse("products:print", args=(done.code, 1)),
        "/products/day/",
        "/products/forms/",
        form.get_absolute_url(),
    ):
        page.goto(f"{live_server.url}{url}")
        fits(page)
        axe(page)
