from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from anlan.foundation.ui import navigation
from anlan.foundation.ui.navigation import NavItem


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def shell(**facts: object) -> str:
    request = RequestFactory().get("/ui/")
    return render_to_string("ui/shell.html", facts, request=request)


def test_the_vocabulary_is_shown_on_a_demo_and_hidden_elsewhere(settings):
    settings.DEBUG = settings.DEMO = False
    assert Client().get("/ui/").status_code == 404
    assert Client().get("/ui/report/").status_code == 404
    settings.DEMO = True
    assert Client().get("/ui/").status_code == 200
    assert Client().get("/ui/report/").status_code == 200


@pytest.mark.usefixtures("demo")
def test_a_wrong_form_comes_back_with_422_a_summary_and_what_was_typed():
    response = Client().post("/ui/", {"phone": "138"})
    body = response.content.decode()
    assert response.status_code == 422
    assert "有 4 处要改" in body
    assert 'value="138"' in body
    assert "<title>有错误: " in body


@pytest.mark.usefixtures("demo")
def test_the_page_is_drawn_in_the_theme_of_the_cookie():
    client = Client()
    client.cookies["anlan-theme"] = "dark"
    assert 'data-theme="dark" data-bs-theme="dark"' in client.get("/ui/").content.decode()
    client.cookies["anlan-theme"] = '"><script>'
    assert 'data-theme="light" data-bs-theme="light"' in client.get("/ui/").content.decode()


@pytest.mark.usefixtures("demo")
def test_the_page_speaks_the_language_of_the_cookie_and_says_so():
    client = Client()
    client.cookies["django_language"] = "en"
    body = client.get("/ui/").content.decode()
    assert '<html lang="en"' in body
    assert "Skip to content" in body


def test_the_help_phone_stands_on_every_page():
    assert 'href="tel:80001001"' in shell()


def test_the_rail_marks_the_current_page(monkeypatch):
    monkeypatch.setattr(navigation, "_items", [NavItem("零件", "ui:vocabulary", "eye")])
    assert 'href="/ui/" aria-current="page"' in shell()


def test_a_signed_in_person_sees_their_name_position_and_the_way_out():
    viewer = SimpleNamespace(
        account_id=1,
        label="周宁",
        title="总指挥",
        appointment_id=2,
        holds=lambda verb: True,
        holds_for_others=lambda verb: True,
    )
    body = shell(actor=viewer)
    assert "周宁" in body
    assert "总指挥" in body
    assert "退出登录" in body or "accounts" not in body


def test_a_stranger_sees_no_menu():
    assert '<details class="menu">' not in shell(
        actor=SimpleNamespace(account_id=None, holds=lambda verb: False)
    )


def test_an_empty_aside_and_toolbar_are_truly_empty():
    body = shell()
    assert '<aside class="stack"></aside>' in body
    assert '<div class="toolbar"></div>' in body
