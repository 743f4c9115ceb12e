"""Autosave in a browser: what was typed reaches the server, or the page says that it did not."""

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUT_A_FORM = """() => {
    const form = document.createElement("form");
    form.dataset.autosave = "/save-here/";
    form.innerHTML = '<input type="hidden" name="version" value="3">'
        + '<label>要求<textarea name="text"></textarea></label>';
    document.querySelector("main").append(form);
    form.dispatchEvent(new CustomEvent("htmx:load", {bubbles: true}));
}"""


@pytest.fixture
def saving(page, settings) -> Callable[..., Any]:
    """A page with one autosaving form whose server answers as told; gives the bodies it received."""
    settings.DEMO = True
    page.goto("/ui/")

    def answer_with(*answers: tuple[int, dict[str, object]]) -> list[str]:
        received: list[str] = []
        left = list(answers)

        def serve(route: Any) -> None:
            received.append(route.request.post_data)
            status, body = left.pop(0) if len(left) > 1 else left[0]
            route.fulfill(status=status, content_type="application/json", body=json.dumps(body))

        page.route("**/save-here/", serve)
        page.evaluate(PUT_A_FORM)
        return received

    return answer_with


def sign(page) -> Any:
    return page.locator("[data-saved-sign]").first


def test_what_is_typed_is_saved_with_its_version_and_the_page_says_when(page, saving):
    received = saving((200, {"version": 4, "saved_at": "14:32"}))
    page.get_by_label("要求", exact=True).fill("校门全部核验")
    sign(page).get_by_text("已存 14:32").wait_for()
    assert 'name="version"\r\n\r\n3' in received[0]
    assert page.locator("form[data-autosave] [name=version]").input_value() == "4"


def test_a_failed_save_says_so_and_is_tried_again_at_the_next_word(page, saving):
    received = saving((503, {}), (200, {"version": 4, "saved_at": "14:33"}))
    page.get_by_label("要求", exact=True).fill("一")
    sign(page).get_by_text("没有保存成功，你填的还在").wait_for()
    page.get_by_label("要求", exact=True).fill("一二")
    sign(page).get_by_text("已存 14:33").wait_for()
    assert "一二" in received[-1]


def test_a_conflict_stops_saving_and_keeps_what_was_typed(page, saving):
    received = saving((409, {"theirs": "另一个人写的"}))
    page.get_by_label("要求", exact=True).fill("我写的")
    sign(page).get_by_text("有人刚改过同一条").wait_for()
    page.get_by_label("要求", exact=True).fill("我写的更多")
    page.wait_for_timeout(1200)
    assert len(received) == 1
    assert page.get_by_label("要求", exact=True).input_value() == "我写的更多"
