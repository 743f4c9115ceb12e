"""A list asks the database as often for many rows as for few, and how often is written down.

When a page changes for good reason: ``ANLAN_GOLDEN=write pytest tests/journeys/test_query_counts.py``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.project.home import checkout_root
from tests.support.cast import Cast, sign_in
from tests.support.crowd import Crowd, gather

pytestmark = pytest.mark.django_db

GOLDEN = checkout_root() / "tests" / "golden" / "queries.json"
FEW, MANY = 9, 9
API = "/api/v1"

Page = tuple[str, str, str]


def pages(crowd: Crowd) -> Iterator[Page]:
    """Every page that lists something: its name, who opens it, its address."""
    register = reverse("command:register")
    yield "board", "commander", reverse("console:board")
    yield "register", "clerk", register
    yield "register by unit", "clerk", f"{register}?group=unit"
    yield "register by deadline", "clerk", f"{register}?group=deadline"
    yield "register, searched", "clerk", f"{register}?q=巡查"
    yield "register, printed", "clerk", reverse("command:report")
    yield "register of a college", "dean", register
    yield "requirement", "clerk", reverse("command:requirement", args=(crowd.code,))
    yield "inbox", "dean", reverse("command:inbox")
    yield "tasks", "clerk", reverse("tasks:list")
    yield "tasks of a college", "dean", reverse("tasks:list")
    yield "task board", "clerk", f"{reverse('tasks:list')}?view=board"
    yield "worklist", "dean", reverse("worklist:list")
    yield "worklist of an issuer", "clerk", reverse("worklist:list")
    yield "worklist of an inspector", "inspector", reverse("worklist:list")
    yield "inspection", "inspector", reverse("inspection:overview")
    yield "findings", "clerk", reverse("inspection:findings")
    yield "indicators", "clerk", reverse("indicators:index")
    yield "indicator", "clerk", reverse("indicators:one", args=("tasks.late_now",))
    yield "scorecards", "clerk", reverse("console:scorecards")
    yield "letters", "dean", reverse("notices:inbox")
    yield "notices", "clerk", reverse("notices:register")
    yield "duty rosters", "clerk", reverse("duty:week")
    yield "meetings", "clerk", reverse("command:meetings")
    yield "meeting", "clerk", reverse("command:meeting", args=(crowd.meeting,))
    yield "readings", "clerk", reverse("command:draft-sets")
    yield "confirm", "clerk", reverse("command:confirm", args=(crowd.reading,))
    yield "confirm as a list", "clerk", f"{reverse('command:confirm', args=(crowd.reading,))}?view=list"
    yield "check", "clerk", reverse("command:check", args=(crowd.reading,))
    yield "papers", "clerk", reverse("command:upstream")
    yield "paper", "clerk", reverse("command:upstream-paper", args=(crowd.paper,))
    yield "units", "clerk", reverse("people:units")
    yield "unit", "clerk", reverse("people:unit", args=("cs",))
    yield "position", "sysadmin", reverse("people:position", args=(crowd.position,))
    yield "persons", "sysadmin", reverse("people:persons")
    yield "persons, searched", "sysadmin", f"{reverse('people:persons')}?q=安"
    yield "person", "sysadmin", reverse("people:person", args=(crowd.person,))
    yield "duty", "clerk", reverse("people:duty")
    yield "explain", "sysadmin", f"{reverse('people:explain')}?verb=people.read&unit=cs"
    yield "accounts", "sysadmin", reverse("accounts:administration")
    yield "campus", "clerk", reverse("campus:index")
    yield "campus, searched", "clerk", f"{reverse('campus:index')}?q=楼"
    yield "place", "clerk", reverse("campus:place", args=("centre",))
    yield "phases", "clerk", reverse("posture:index")
    yield "why a phase", "clerk", reverse("posture:why", args=(crowd.operation, "centre"))
    yield "intake", "sysadmin", reverse("intake:index")
    yield "delivery", "sysadmin", reverse("intake:delivery", args=(crowd.delivery,))
    yield "rules", "clerk", reverse("rulebook:index")
    yield "rule", "clerk", reverse("rulebook:rule", args=("crowd.a0",))
    yield "changes of rules", "clerk", reverse("rulebook:changes")
    yield "ledger", "auditor", reverse("ledger:index")
    yield "jobs", "sysadmin", reverse("operations:jobs")
    yield "events", "sysadmin", reverse("operations:deliveries")
    for name, who in (
        ("command/requirements", "clerk"),
        ("command/meetings", "clerk"),
        ("command/draft-sets", "clerk"),
        (f"command/draft-sets/{crowd.reading}", "clerk"),
        ("command/inbox", "dean"),
        ("people/units", "clerk"),
        ("people/units/cs", "clerk"),
        ("people/positions", "clerk"),
        ("campus/places", "clerk"),
        ("campus/places/centre", "clerk"),
        ("posture/standing", "clerk"),
        ("posture/places/centre", "clerk"),
        ("intake/deliveries", "sysadmin"),
        (f"intake/deliveries/{crowd.delivery}/verdicts", "sysadmin"),
        ("rulebook/rules", "clerk"),
        ("ledger/events", "auditor"),
    ):
        yield (
            f"api {'/'.join(name.split('/')[:2])}{'/…' if name.count('/') > 1 else ''}",
            who,
            f"{API}/{name}",
        )


def counted(cast: Cast, crowd: Crowd) -> dict[str, int]:
    """Queries of every page; opened once before, so that what is read once a process is not counted."""
    clients = {who: sign_in(Client(), cast[who]) for who in {who for _, who, _ in pages(crowd)}}
    return {name: _queries(clients[who], url) for name, who, url in pages(crowd)}


def _queries(client: Client, url: str) -> int:
    assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as said:
        client.get(url)
    return len(said)


def test_a_list_of_many_rows_asks_no_more_than_one_of_few(cast: Cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    few = counted(cast, gather(cast, size=FEW, mark="a"))
    many = counted(cast, gather(cast, size=MANY, mark="b"))
    assert {name: (few[name], many[name]) for name in few if few[name] != many[name]} == {}
    if os.environ.get("ANLAN_GOLDEN") == "write":
        GOLDEN.write_text(json.dumps(few, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    differ = {
        name: f"{golden.get(name)} → {count}" for name, count in few.items() if golden.get(name) != count
    }
    assert differ == {}
    assert golden.keys() == few.keys()
