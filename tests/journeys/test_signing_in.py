"""Coming in: passwords, tries that stop, second factors, positions, ready roles, and a sign-in that ends."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from anlan.core.access import Actor
from anlan.foundation.accounts.public import create_account, give_demo_factor
from anlan.foundation.people.public import appoint
from tests.support.browser import OpenPage, axe, fits
from tests.support.cast import Cast
from tests.support.signing import Authenticator, enter, give_password, let_sessions_end_in

BY = Actor.system("tests.journey")
DRAFTS_LEFT = "Object.keys(sessionStorage).filter((key) => key.startsWith('anlan-draft')).length"


@pytest.fixture(autouse=True)
def cast_now(live_server, cast: Cast) -> Cast:
    """The live server sees the cast."""
    return cast


def test_a_wrong_password_says_so_and_the_right_one_opens_the_house(page: Page, cast: Cast):
    give_password(cast["liaison"])
    enter(page, "liaison", "calm-waters-2021")
    expect(page.get_by_role("alert").or_(page.locator("[data-error-summary]"))).to_contain_text(
        "用户名或密码不对"
    )
    assert page.title().startswith("有错误:")
    axe(page)
    enter(page, "nobody-here")
    expect(page.locator("[data-error-summary]")).to_contain_text("用户名或密码不对")
    enter(page, " LIAISON ")
    expect(page.get_by_text("计算机学院联络员 邵一帆")).to_be_visible()
    page.get_by_text("计算机学院联络员 邵一帆").click()
    page.get_by_role("button", name="退出登录").click()
    page.goto("/people/")
    assert page.url.endswith("/sign-in/?next=%2Fpeople%2F")


def test_eight_wrong_passwords_stop_with_words_and_a_way_out(phone_page: Page, cast: Cast):
    page = phone_page
    give_password(cast["liaison"])
    for _ in range(8):
        enter(page, "liaison", "wrong")
    expect(page.locator("main")).to_contain_text(re.compile("15 分钟|一刻钟"))
    expect(page.locator("body")).to_contain_text("8000-1001")
    axe(page)
    fits(page)
    enter(page, "liaison")
    expect(page.locator("main")).to_contain_text(re.compile("15 分钟|一刻钟"))


def test_a_commander_sets_up_a_second_factor_and_comes_back_with_it(page: Page, cast: Cast):
    give_password(cast["commander"])
    enter(page, "commander")
    expect(page.get_by_role("heading", level=1)).to_have_text("设置动态码")
    axe(page)
    device = Authenticator(page.locator("code.num").inner_text())
    page.get_by_label("动态码").fill("000000")
    page.get_by_role("button", name="启用动态码").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("动态码不对")
    page.get_by_label("动态码").fill(device.code())
    page.get_by_role("button", name="启用动态码").click()
    recovery = page.locator("main li code")
    expect(recovery).to_have_count(10)
    spare = recovery.first.inner_text()
    axe(page)
    page.get_by_role("link", name="抄好了，继续").click()
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="退出登录").click()

    enter(page, "commander")
    expect(page.get_by_role("heading", level=1)).to_have_text("输入动态码")
    page.goto("/people/")
    assert "/sign-in/" in page.url
    enter(page, "commander")
    page.get_by_label("动态码").fill(device.code())
    page.get_by_role("button", name="核对动态码").click()
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("动态码已启用")
    page.context.clear_cookies()
    enter(page, "commander")
    page.get_by_label("动态码").fill(spare)
    page.get_by_role("button", name="核对动态码").click()
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("恢复码还剩 9 个")


def test_somebody_with_two_positions_acts_in_one_and_switches(page: Page, cast: Cast):
    give_password(cast["liaison"])
    second = cast.position("sysadmin").pk
    appoint(person_id=cast.person("liaison").pk, position_id=second, capacity="deputy", by=BY)
    enter(page, "liaison")
    rail = page.get_by_role("navigation", name="主目录")
    page.goto("/positions/")
    expect(page.locator("main")).to_contain_text("你有 2 个岗位，一次用一个")
    axe(page)
    expect(rail.get_by_role("link", name="账户")).to_have_count(0)
    page.get_by_role("button", name="换到信息中心系统管理员").click()
    rail.get_by_text("更多").click()
    expect(rail.get_by_role("link", name="账户")).to_be_visible()
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="计算机学院联络员").click()
    expect(rail.get_by_role("link", name="账户")).to_have_count(0)


def test_ready_roles_open_on_the_demo_alone(page: Page, cast: Cast, settings):
    person = cast.person("commander")
    cast["commander"].delete()
    ready = create_account(username="ready-commander", person=person, demo_role="commander", by=BY)
    give_demo_factor(account_id=ready.pk, by=BY)
    settings.DEMO = False
    assert page.goto("/sign-in/roles/").status == 404  # type: ignore[union-attr]
    settings.DEMO = True
    page.goto("/sign-in/")
    page.get_by_role("link", name="选一个现成的角色进入").click()
    axe(page)
    page.get_by_role("button", name="以总指挥进入").click()
    expect(page.get_by_label("动态码")).to_have_value(re.compile(r"^\d{6}$"))
    page.get_by_role("button", name="核对动态码").click()
    expect(page.get_by_text("方以宁").first).to_be_visible()
    settings.DEMO = False
    page.context.clear_cookies()
    page.goto("/sign-in/")
    expect(page.get_by_role("link", name="选一个现成的角色进入")).to_have_count(0)


def test_two_minutes_before_the_end_one_press_goes_on(page: Page, cast: Cast):
    account = give_password(cast["sysadmin"])
    enter(page, "sysadmin")
    let_sessions_end_in(122, account)
    page.goto("/people/persons/new/")
    warning = page.get_by_role("alertdialog", name="登录快结束了")
    expect(warning).to_be_hidden()
    page.get_by_label("姓名").fill("诸葛明")
    expect(warning).to_be_visible()
    expect(page.get_by_role("button", name="继续登录")).to_be_focused()
    axe(page)
    page.keyboard.press("Enter")
    expect(warning).to_be_hidden()
    expect(page.get_by_label("姓名")).to_have_value("诸葛明")
    expect(page.get_by_label("姓名")).to_be_focused()
    page.goto("about:blank")
    page.goto("/account/")
    assert "/sign-in/" not in page.url


def test_after_the_end_what_was_typed_comes_back_to_the_same_person_alone(open_page: OpenPage, cast: Cast):
    page = open_page(width=390)
    sysadmin = give_password(cast["sysadmin"])
    give_password(cast["dean"])
    enter(page, "sysadmin")
    let_sessions_end_in(4, sysadmin)
    page.goto("/people/persons/new/")
    page.get_by_label("姓名").fill("诸葛明")
    page.get_by_label("工号或学号").fill("T777")
    again = page.get_by_role("link", name="重新登录")
    expect(again).to_be_visible()
    page.get_by_role("button", name="登记这个人").click()
    expect(page.get_by_label("姓名")).to_have_value("诸葛明")
    axe(page)
    fits(page)
    again.click()
    page.get_by_label("用户名").fill("sysadmin")
    page.get_by_label("密码").fill("calm-waters-2022")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_label("姓名")).to_have_value("诸葛明")
    expect(page.get_by_label("工号或学号")).to_have_value("T777")
    expect(page.get_by_text("上次没发出的内容已经填回")).to_be_visible()

    let_sessions_end_in(3, sysadmin)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_label("姓名").fill("诸葛亮")
    expect(page.get_by_role("link", name="重新登录")).to_be_visible()
    enter(page, "dean")
    page.goto("/people/persons/new/")
    expect(page.get_by_label("姓名")).to_have_value("")
    assert page.evaluate(DRAFTS_LEFT) == 0
