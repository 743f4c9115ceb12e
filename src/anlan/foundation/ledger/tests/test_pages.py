import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from anlan.core.access import Actor, Grant
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.ledger import views
from anlan.foundation.ledger.filters import Filters
from anlan.foundation.ledger.lines import history, lines_of
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import Ref, name_verbs, record, shred
from anlan.foundation.ledger.selectors import PAGE, events_for
from anlan.foundation.ledger.tests.lines import CLERK
from anlan.foundation.ledger.words import field_word, kind_word, name_fields, name_kinds, verb_word

pytestmark = pytest.mark.django_db

AUDITOR = Actor(
    account_id=UUID(int=9), label="严明", title="审计员", grants=(Grant("ledger.read", unit="", place=""),)
)


class _Rows(HTMLParser):
    """Counts the rows of the table."""

    rows = 0

    def handle_starttag(self, tag: str, attrs: Iterable[Any]) -> None:
        self.rows += tag == "tr"


def _get(query: str = "", *, viewer: Actor = AUDITOR, view: Any = views.index) -> HttpResponseBase:
    request = RequestFactory().get("/ledger/" + query)
    request.actor = viewer  # type: ignore[attr-defined]
    request.session = SessionStore()
    answer: HttpResponseBase = view(request)
    return answer


def _text(query: str = "", **given: Any) -> str:
    answer: Any = _get(query, **given)
    assert answer.status_code == 200
    return str(answer.content.decode())


def _rows(query: str = "") -> int:
    parser = _Rows()
    parser.feed(_text(query))
    return max(parser.rows - 1, 0)


def _fill() -> None:
    with clock.hold(datetime(2022, 5, 18, 16, 30, tzinfo=UTC)):
        record("people.appoint", on=Ref("people.position", "1"), by=CLERK, note="任命辅导员")
    with clock.hold(datetime(2022, 5, 20, 1, 0, tzinfo=UTC)):
        record("people.appoint", on=Ref("people.position", "2"), by=AUDITOR, note="100%_确认 O'Brien")
        record(
            "campus.move_place",
            on=Ref("campus.place", "2"),
            by=CLERK,
            before={"name": "旧"},
            after={"name": "新"},
        )


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", 3),
        ("?verb=people.appoint", 2),
        ("?kind=campus.place", 1),
        ("?kind=people.position&object=2", 1),
        (f"?position={CLERK.position_id}", 2),
        ("?since=2022-05-19&until=2022-05-19", 1),
        ("?since=2022-05-20", 2),
        ("?until=2022-05-18", 0),
        ("?note=%E7%A1%AE%E8%AE%A4", 1),
        ("?note=100%25_", 1),
        ("?note=%25", 1),
        ("?note=O%27Brien", 1),
        ("?note=%E5%A4%B4%E8%A1%94", 0),
        ("?verb=nothing.known", 0),
        ("?verb=people.appoint&note=%E4%BB%BB%E5%91%BD", 1),
    ],
)
def test_the_address_narrows_the_list(query: str, rows: int):
    _fill()
    assert _rows(query) == rows


@pytest.mark.parametrize(
    "query", ["?since=soon", "?position=7", "?page=zero", "?page=99", "?verb=" + "x" * 200]
)
def test_a_faulty_filter_narrows_nothing_and_breaks_nothing(query: str):
    _fill()
    assert _rows(query) == 3


def test_a_page_holds_fifty_lines_and_as_many_queries_as_one_line(django_assert_max_num_queries: Any):
    for number in range(PAGE + 5):
        record("people.appoint", on=Ref("people.position", number), by=CLERK)
    with django_assert_max_num_queries(4):
        assert _rows() == PAGE
    with django_assert_max_num_queries(4):
        assert _rows("?kind=people.position&page=2") == 5


def test_what_people_write_is_shown_as_text():
    record("x.y", on=Ref("<b>", "<i>"), by=CLERK, note="<script>alert(1)</script>", after={"<u>": "<s>"})
    text = _text()
    assert "<script>alert" not in text
    assert "<u>" not in text
    assert "&lt;script&gt;" in text


def test_a_shredded_line_says_so_and_names_nobody():
    line = record("people.appoint", on=Ref("people.position", "1"), by=CLERK, note="任命")
    shred([line.pk], by=AUDITOR, reason="保存期已满")
    text = _text("?verb=people.appoint")
    assert "内容已销毁" in text
    assert CLERK.label not in text


def test_a_stranger_finds_no_ledger():
    nobody = _get(viewer=Actor.nobody())
    assert nobody.status_code == 302
    assert nobody["Location"].startswith("/sign-in/")
    with pytest.raises(NotVisible):
        _get(viewer=CLERK)
    with pytest.raises(NotVisible):
        _get(viewer=CLERK, view=views.export)
    assert _get(viewer=Actor.nobody(), view=views.export).status_code == 302


def test_a_grant_that_reaches_nothing_opens_nothing():
    with pytest.raises(NotVisible):
        events_for(Actor(account_id=UUID(int=1), grants=(Grant("ledger.read"),)), Filters({}))


def test_the_export_holds_the_same_rows_and_starts_no_formula():
    _fill()
    record("people.appoint", on=Ref("people.position", "3"), by=CLERK, note="=1+1", count=7, drill=True)
    answer: Any = _get("?verb=people.appoint", view=views.export)
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert len(rows) == 4
    noted = {row[8]: row for row in rows}
    assert noted["'=1+1"][10] == "7"
    assert noted["任命辅导员"][1] == "2022-05-19T00:30:00+08:00"


def test_only_reading_is_possible():
    assert Client().post("/ledger/").status_code == 405


def test_the_page_of_the_cast(cast: Any, client: Client):
    from tests.support.cast import sign_in

    assert sign_in(client, cast["auditor"]).get("/ledger/").status_code == 200
    assert sign_in(client, cast["student"]).get("/ledger/").status_code == 404


def test_the_history_of_an_object_is_newest_first_and_of_it_alone():
    _fill()
    record("people.end_appointment", on=Ref("people.position", "1"), by=CLERK, note="调离")
    lines = lines_of(history("people.position", 1))
    assert [line.note for line in lines] == ["调离", "任命辅导员"]
    text = render_to_string("ledger/_history.html", {"lines": lines})
    assert text.index("调离") < text.index("任命辅导员")
    assert CLERK.label in text
    assert "<li" not in render_to_string("ledger/_history.html", {"lines": []})


def test_a_proxy_and_a_change_are_told():
    secretary = Actor(label="何清", title="秘书", acting_for=UUID(int=3))
    record(
        "x.y",
        on=Ref("x", "1"),
        by=secretary,
        before={"a": "旧", "b": 1, "c": None},
        after={"a": "新", "b": None},
    )
    (line,) = lines_of(Event.objects.all())
    assert line.by_proxy
    assert [(c.field, c.before, c.after) for c in line.changes] == [("a", "旧", "新"), ("b", "1", None)]
    text = render_to_string("ledger/_history.html", {"lines": [line]})
    assert "（代办）" in text
    assert "（清空）" in text


def test_a_long_value_is_cut():
    record("x.y", on=Ref("x", "1"), by=CLERK, after={"text": "长" * 1000, "list": [1, 2]})
    (line,) = lines_of(Event.objects.all())
    assert [len(change.after or "") for change in line.changes] == [3, 160]


def test_acts_kinds_and_fields_are_named_in_the_language_of_the_page():
    assert (verb_word("ledger.shred"), verb_word("unknown.act")) == ("销毁记录内容", "unknown.act")
    assert verb_word("ledger.read") == "看账本"
    assert kind_word("ledger.event") == "账本记录"
    assert [kind_word(kind) for kind in ("no.such", "nothing", "")] == ["no.such", "nothing", ""]
    assert [field_word("test.thing", field) for field in ("unit", "no_such", "")] == ["单位", "no_such", ""]
    name_fields({"test.unit": "测试单位"})
    assert [field_word(kind, "unit") for kind in ("test.thing", "other.thing", "")] == [
        "测试单位",
        "单位",
        "单位",
    ]
    with translation.override("en"):
        assert verb_word("ledger.shred") == "Shred what records say"


@pytest.mark.parametrize("name", [name_verbs, name_kinds, name_fields])
def test_nothing_is_named_twice(name: Any):
    name({"test.named": "一"})
    name({"test.named": "一"})
    with pytest.raises(ValueError, match="two words"):
        name({"test.named": "二"})
