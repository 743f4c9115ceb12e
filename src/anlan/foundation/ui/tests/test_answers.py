import json
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from anlan.core.kernel.errors import (
    AnlanError,
    BadInput,
    Conflict,
    IllegalMove,
    NotVisible,
    NotYours,
    TooLarge,
    Unavailable,
)
from anlan.foundation.ui import answers, views, wording
from anlan.foundation.ui.middleware import PlainErrors
from anlan.foundation.ui.wording import Words


@pytest.fixture
def asked():
    return RequestFactory().get("/somewhere/")


def answer(request: HttpRequest, error: Exception) -> Any:
    return PlainErrors(lambda _request: HttpResponse()).process_exception(request, error)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotVisible(), 404),
        (NotYours(), 403),
        (IllegalMove(), 409),
        (Conflict(), 409),
        (BadInput(), 422),
        (TooLarge(), 413),
        (Unavailable(), 503),
        (AnlanError(), 500),
        (RequestDataTooBig(), 413),
    ],
)
def test_every_error_of_the_core_has_its_page(asked, error, status):
    response = answer(asked, error)
    assert response.status_code == status
    assert b"8000-1001" in response.content
    assert b"<h1>" in response.content


def test_an_error_that_is_not_ours_goes_on(asked):
    assert answer(asked, ZeroDivisionError()) is None


def test_hidden_and_missing_look_alike(asked):
    hidden = answer(asked, NotVisible("command.requirement")).content.decode()
    missing = views.page_not_found(asked).content.decode()
    number = r"404-"
    assert hidden.split(number)[0] == missing.split(number)[0]


def test_no_page_shows_a_trace_or_the_code_of_the_error(asked):
    body = answer(asked, IllegalMove("command.secret_code", table="command_draft")).content.decode()
    assert "Traceback" not in body
    assert "command_draft" not in body
    assert "command.secret_code" not in body


def test_an_htmx_request_gets_a_fragment():
    request = RequestFactory().get("/x/", headers={"HX-Request": "true"})
    body = answer(request, Conflict()).content.decode()
    assert body.startswith('<div class="note bad" role="alert"')
    assert "<html" not in body


def test_a_script_gets_json_with_words():
    request = RequestFactory().post("/x/", headers={"Accept": "application/json"})
    body = json.loads(answer(request, Conflict("act.conflict")).content)
    assert body["code"] == "act.conflict"
    assert body["title"] == "有人刚改过"


def test_the_number_on_the_page_is_in_the_log(asked, caplog):
    caplog.set_level("INFO", logger="anlan.ui.errors")
    body = answer(asked, NotYours()).content.decode()
    assert caplog.messages[0].split()[0] in body


def test_the_server_error_page_says_sorry_and_logs_the_trace(asked, caplog):
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        response = views.server_error(asked)
    assert response.status_code == 500
    assert "对不起" in response.content.decode()
    assert "ZeroDivisionError" in caplog.text


def test_a_broken_error_page_still_says_what_to_do(asked, monkeypatch):
    def broken(*_args):
        raise RuntimeError("the loader is gone")

    monkeypatch.setattr(answers, "render_to_string", broken)
    response = views.server_error(asked)
    assert response.status_code == 500
    assert "8000-1001" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.bad_request, 400),
        (views.forbidden, 403),
        (views.too_many_tries, 429),
        (views.csrf_failure, 403),
    ],
)
def test_the_handlers_answer_with_their_status(asked, view, status):
    assert view(asked).status_code == status


def test_an_english_reader_gets_english(asked):
    with translation.override("en"):
        assert "This page was not found" in views.page_not_found(asked).content.decode()


def test_words_are_found_by_code_then_by_kind_and_take_the_facts(monkeypatch):
    monkeypatch.setitem(wording.WORDS, "import.row", Words("第 %(row)s 行读不懂", "%(what)s"))
    told = wording.words_for(BadInput("import.row", row=7))
    assert (told.title, told.why) == ("第 7 行读不懂", "--")
    assert wording.words_for(BadInput("import.unheard")).title == wording.WORDS["input.bad"].title


def test_facts_from_outside_are_escaped_on_the_page(asked, monkeypatch):
    monkeypatch.setitem(wording.WORDS, "import.name", Words("%(name)s 用不上"))
    body = answer(asked, BadInput("import.name", name="<script>x</script>")).content.decode()
    assert "<script>x" not in body


def test_two_apps_may_not_word_one_code(monkeypatch):
    monkeypatch.setattr(wording, "WORDS", dict(wording.WORDS))
    wording.register({"lab.closed": Words("关着")})
    wording.register({"lab.closed": Words("关着")})
    with pytest.raises(ValueError, match=r"lab\.closed"):
        wording.register({"lab.closed": Words("开着")})
