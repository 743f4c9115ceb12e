"""The parts as a person meets them: both themes, both languages, phone and desk, with and without script."""

import pytest
from playwright.sync_api import Dialog, ViewportSize

from tests.support.browser import axe, fits

NARROW: ViewportSize = {"width": 390, "height": 844}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_part_passes_the_accessibility_check(open_page, width, theme, language):
    page = open_page(width=width, theme=theme, language=language)
    page.goto("/ui/")
    assert page.locator("html").get_attribute("data-theme") == theme
    axe(page)
    fits(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_smallest_width_scrolls_nothing_but_tables(open_page, language):
    page = open_page(width=320, language=language)
    page.goto("/ui/")
    fits(page)


def test_the_report_and_the_error_pages_pass_the_accessibility_check(page):
    page.goto("/ui/report/")
    axe(page)
    page.goto("/there-is-nothing-here/")
    assert page.get_by_role("heading", level=1).inner_text() == "没有找到这一页"
    axe(page)


def test_wrong_answers_bring_the_focus_to_the_summary_and_its_lines_to_the_fields(page):
    page.goto("/ui/")
    page.get_by_label("什么时候出发").fill("明天 14:00")
    page.locator("form[data-guard]").get_by_role("button", name="提交预约").click()
    summary = page.locator("[data-error-summary]")
    assert summary.evaluate("node => node === document.activeElement")
    assert page.title().startswith("有错误:")
    assert page.get_by_label("什么时候出发").input_value() == "明天 14:00"
    summary.get_by_role("link", name="写上紧急联系人的手机号，11 位").click()
    assert page.evaluate("document.activeElement.id") == "id_phone"
    axe(page)


def test_the_theme_turns_at_a_press_and_stays(page):
    page.goto("/ui/")
    page.get_by_role("button", name="换成深色").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_role("button", name="换成浅色").is_visible()


def test_the_language_turns_at_a_press(page):
    page.goto("/ui/")
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", level=1).inner_text() == "Visual vocabulary"


def test_the_rail_is_a_drawer_on_a_phone(phone_page):
    phone_page.goto("/ui/")
    menu, opener = phone_page.locator("#nav"), phone_page.get_by_role("button", name="打开目录")
    assert menu.is_hidden()
    opener.click()
    assert menu.is_visible()
    assert opener.get_attribute("aria-expanded") == "true"
    phone_page.keyboard.press("Escape")
    assert menu.is_hidden()
    assert opener.evaluate("node => node === document.activeElement")


def test_chosen_rows_bring_the_bar_with_their_number(page):
    page.goto("/ui/")
    rows = page.locator("[data-select-row]")
    assert page.locator("[data-bulk]").is_hidden()
    rows.nth(0).check()
    rows.nth(2).click(modifiers=["Shift"])
    assert page.locator("[data-bulk] [data-count]").inner_text() == "3"
    page.locator("[data-select-all]").check()
    assert page.locator("[data-bulk] [data-count]").inner_text() == "5"


COUNT_SENDS = """() => {
    window.sends = 0;
    document.addEventListener("submit", (event) => { event.preventDefault(); window.sends += 1; });
}"""


def test_a_form_is_sent_once_however_often_it_is_pressed(page):
    page.goto("/ui/")
    page.evaluate(COUNT_SENDS)
    button = page.locator("form[data-guard]").get_by_role("button", name="提交预约")
    width = button.evaluate("node => node.offsetWidth")
    button.click()
    busy = page.locator("form[data-guard] button[aria-busy]")
    page.evaluate("document.querySelector('form[data-guard]').requestSubmit()")
    busy.get_by_text("正在提交…").wait_for()
    assert page.evaluate("window.sends") == 1
    assert busy.evaluate("node => node.offsetWidth") >= width


def test_leaving_with_unsent_words_asks_first(page):
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.goto("/ui/")
    page.get_by_label("需要帮忙吗").type("行李多")
    page.on("dialog", accept)
    page.goto("/ui/report/")
    assert asked == ["beforeunload"]


def test_the_keyboard_finds_the_content_first(page):
    page.goto("/ui/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_script_the_menu_and_the_form_still_work(browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="zh-CN", viewport=NARROW
    )
    page = context.new_page()
    page.goto("/ui/")
    assert page.locator("#nav").is_visible()
    page.locator("form[data-guard]").get_by_role("button", name="提交预约").click()
    assert page.locator(".esum").is_visible()
    context.close()


def test_a_single_letter_acts_only_when_nobody_is_typing(page):
    page.goto("/ui/")
    page.locator("[name=q]").evaluate("node => { node.dataset.key = '/' }")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("/")
    assert page.locator("[name=q]").input_value() == "/"


PUT_A_MENU = """() => document.querySelector(".tools").insertAdjacentHTML("afterend",
    '<details class="menu"><summary>换岗位</summary><div class="pop"><a href="#x">一</a></div></details>')"""


def test_the_menu_of_the_choices_closes_with_escape(page):
    page.goto("/ui/")
    page.evaluate(PUT_A_MENU)
    page.get_by_text("换岗位").click()
    assert page.locator("details.menu").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("details.menu").get_attribute("open") is None
