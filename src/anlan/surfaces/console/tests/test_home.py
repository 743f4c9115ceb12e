"""The first page of those who have no board."""

import pytest
from django.test import Client

from tests.support.browser import OpenPage, axe, carry_session, fits
from tests.support.cast import Cast, sign_in


def test_a_student_reads_where_they_belong_and_whom_to_turn_to(cast: Cast, client: Client):
    page = sign_in(client, cast["student"]).get("/").content.decode()
    assert "林一然，计算机学院 本科生。" in page
    assert "唐柏" in page
    assert "8000-1001" in page
    assert "我的信息" in page
    assert "人员名单" not in page
    assert "/accounts/" not in page


def test_the_administrator_opens_everything_from_there(cast: Cast, client: Client):
    page = sign_in(client, cast["sysadmin"]).get("/").content.decode()
    assert "齐全，你现在用的岗位是信息中心系统管理员。" in page
    for address in ("/accounts/", "/intake/", "/people/persons/", "/ledger/"):
        assert f'class="door" href="{address}"' in page


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("theme", "language"), [("light", "zh"), ("dark", "en")])
def test_the_page_is_fit_to_read(
    open_page: OpenPage, live_server, cast: Cast, client: Client, width: int, theme: str, language: str
):
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["student"]), live_server)
    page.goto("/")
    axe(page)
    fits(page)
