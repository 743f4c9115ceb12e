"""First data: an empty house, two sheets by the platform's own templates, a dean who then signs in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from anlan.foundation.accounts.services.founding import found_house
from anlan.foundation.ledger.models import Event
from tests.support.browser import OpenPage, axe, fits
from tests.support.sheets import filled

OWN_PASSWORD = "first-data-on-a-quiet-day"
UNITS = (
    {"编码": "lj", "名称": "澜江大学", "类型": "大学"},
    {"编码": "chem", "名称": "化学学院", "类型": "学院", "上级编码": "lj", "简称": "化院"},
    {"编码": "organic", "名称": "有机化学系", "类型": "系", "上级编码": "chem"},
    {"编码": "lost", "名称": "无处挂的室", "类型": "科室", "上级编码": "nowhere"},
)
STAFF = (
    {"工号": "T100", "姓名": "史云轩", "单位": "化学学院", "人员类别": "教师", "手机": "13900000100"},
    {"工号": "T101", "姓名": "单雄信", "单位": "化院", "人员类别": "教师"},
    {"工号": "T102", "姓名": "仇无归", "单位": "没有的学院", "人员类别": "教师"},
)


@pytest.fixture
def first_password(live_server, transactional_db) -> str:
    """The one-time password that the machine's own command tells."""
    _account, password = found_house(university="澜江大学", code="lj", number="T001", name="齐全")
    return password


def take_over(page: Page, username: str, password: str, own: str) -> None:
    """Sign in with a one-time password and choose one's own."""
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("改密码")
    page.get_by_label("现在的密码").fill(password)
    page.get_by_label("新密码").fill(own)
    page.get_by_role("button", name="改密码").click()
    expect(page.locator("main")).to_contain_text("密码改好了")


def bring(page: Page, sheet: str, rows: Sequence[Mapping[str, str]], folder: Path) -> None:
    """Download the template, fill it in, hand it back for a dry run."""
    page.goto(f"/intake/{sheet}/")
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载模板").click()
    template = folder / f"{sheet}-template.xlsx"
    coming.value.save_as(template)
    ready = filled(template, rows, into=folder / f"{sheet}.xlsx")
    page.locator("input[type=file]").set_input_files(ready)
    page.get_by_role("button", name="试读文件").click()
    expect(page.get_by_role("heading", level=2, name=f"{sheet}.xlsx")).to_be_visible()


def write(page: Page, count: int) -> None:
    """Write what the dry run found good."""
    page.get_by_role("button", name=f"写入 {count} 行").click()
    expect(page.locator("main")).to_contain_text("已写入")


def test_a_house_fills_and_a_dean_sees_the_college_alone(
    open_page: OpenPage, first_password: str, tmp_path: Path
):
    page = open_page()
    take_over(page, "t001", first_password, OWN_PASSWORD)
    fill_the_house(page, tmp_path)
    one_time = appoint_and_open_an_account(page)
    phone = open_page(width=390)
    take_over(phone, "t100", one_time, "a-dean-has-one-of-their-own")
    the_dean_sees_the_college_alone(phone)
    assert Event.objects.filter(verb="intake.apply").count() == 2


def fill_the_house(page: Page, folder: Path) -> None:
    """Units, then staff; each with one row that cannot be written, and says why."""
    bring(page, "units", UNITS, folder)
    expect(page.locator("main")).to_contain_text("共 4 行")
    expect(page.get_by_role("row").filter(has_text="lost")).to_contain_text("nowhere")
    axe(page)
    write(page, 2)
    bring(page, "staff", STAFF, folder)
    expect(page.get_by_role("row").filter(has_text="T102")).to_contain_text("没有的学院")
    axe(page)
    write(page, 2)
    page.goto("/people/?q=化院")
    page.get_by_role("link", name="化学学院").click()
    expect(page.locator("main")).to_contain_text("院长")
    page.goto("/people/persons/?q=sxx")
    expect(page.get_by_role("link", name="单雄信")).to_be_visible()


def appoint_and_open_an_account(page: Page) -> str:
    """The dean takes the seat that came with the college; an account gives a one-time password."""
    page.goto("/people/units/chem/")
    page.get_by_role("link", name="院长", exact=True).click()
    page.get_by_label("工号或学号").fill("T100")
    page.get_by_role("button", name="任命到这个岗位").click()
    expect(page.locator("main")).to_contain_text("已任命")
    expect(page.locator("aside")).to_contain_text("正职")
    page.goto("/accounts/new/")
    page.get_by_label("工号或学号").fill("T100")
    page.get_by_role("button", name="开账户").click()
    expect(page.locator("main")).to_contain_text("这一页只显示这一次")
    axe(page)
    return page.locator("main code.num").inner_text()


def the_dean_sees_the_college_alone(page: Page) -> None:
    """Own people and own units open; the administrator's places and other people do not exist."""
    page.goto("/people/persons/")
    expect(page.locator("main")).to_contain_text("史云轩")
    expect(page.locator("main")).to_contain_text("单雄信")
    expect(page.locator("main")).not_to_contain_text("齐全")
    fits(page)
    axe(page)
    for address in ("/accounts/", "/intake/", "/ledger/", "/people/units/lj/close/", "/people/new/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404, address
    expect(page.locator("main")).to_contain_text("没有找到这一页")
    page.goto("/people/units/organic/")
    expect(page.get_by_role("link", name="设岗位")).to_be_visible()
    page.goto("/people/units/lj/")
    expect(page.get_by_role("link", name="设岗位")).to_have_count(0)
