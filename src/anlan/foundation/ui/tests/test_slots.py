import pytest
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from anlan.foundation.ui import slots

PAGE = Template('{% load anlan_ui %}<main>{% slot "sheet.main" name=name %}</main>')


@pytest.fixture(autouse=True)
def nothing_filled(monkeypatch):
    monkeypatch.setattr(slots, "_parts", {})


def shown(rf, **facts) -> str:
    return PAGE.render(Context({"request": rf.get("/"), **facts}))


def test_a_slot_that_nobody_fills_is_empty(rf):
    assert shown(rf) == "<main></main>"


def test_parts_stand_in_their_order_and_know_the_facts(rf):
    slots.fill("sheet.main", lambda request, facts: format_html("<b>{}</b>", facts["name"]), order=2)
    slots.fill("sheet.main", lambda request, facts: mark_safe("<i>first</i>"), order=1)
    assert shown(rf, name="甲") == "<main><i>first</i><b>甲</b></main>"


def test_a_part_that_is_no_safe_html_is_escaped(rf):
    slots.fill("sheet.main", lambda request, facts: "<script>")
    assert shown(rf) == "<main>&lt;script&gt;</main>"


def test_a_part_with_nothing_to_say_leaves_no_trace(rf):
    slots.fill("sheet.main", lambda request, facts: None)
    assert shown(rf) == "<main></main>"


def test_the_same_part_fills_a_slot_once(rf):
    def part(request, facts):
        return "once"

    slots.fill("sheet.main", part)
    slots.fill("sheet.main", part)
    assert shown(rf) == "<main>once</main>"


def test_a_page_without_a_request_shows_no_parts():
    slots.fill("sheet.main", lambda request, facts: "never")
    assert PAGE.render(Context({})) == "<main></main>"
