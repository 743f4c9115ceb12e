"""Pages of tasks: seen, pressed, refused in words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlan.areas.tasks import public
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.tests.office import Office, due_of
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db


def as_(office: Office, who: str) -> Client:
    return sign_in(Client(), office.cast[who])


def given(office: Office, **more: str) -> dict[str, str]:
    """What the form of one task sends."""
    return {
        "parts": "1",
        "p0-client_id": str(new_id()),
        "p0-title": "南门静置区划线",
        "p0-owner_position": str(office.cast.position("logistics_head").pk),
        "p0-verifier_position": str(office.cast.position("inspector").pk),
        "p0-due_date": str(clock.today() + timedelta(days=3)),
        "p0-obligation": "once",
        **more,
    }


def test_a_clerk_splits_a_requirement_into_tasks(office: Office):
    directive, client = office.requirement(), as_(office, "clerk")
    url = f"/tasks/give/?requirement={directive.code}"
    assert directive.quote in client.get(url).content.decode()
    second = {key.replace("p0", "p1"): value for key, value in given(office).items() if key != "parts"}
    sent = given(office) | second | {"parts": "3", "p1-client_id": str(new_id()), "p1-title": "东湖划线"}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302
    assert set(Task.objects.values_list("title", "directive")) == {
        ("南门静置区划线", directive.pk),
        ("东湖划线", directive.pk),
    }
    page = client.get(directive.get_absolute_url()).content.decode()
    assert "东湖划线" in page
    assert "看板视图" in page
    assert "0 / 2" in page
    assert "新增任务" in page


def test_another_row_keeps_what_was_typed(office: Office):
    client = as_(office, "clerk")
    page = client.post("/tasks/give/", given(office) | {"add": "1"}).content.decode()
    assert "南门静置区划线" in page
    assert 'name="p1-title"' in page
    assert Task.objects.count() == 0


def test_a_task_without_a_deadline_comes_back_with_words(office: Office):
    answer = as_(office, "clerk").post("/tasks/give/", given(office, **{"p0-due_date": ""}))
    assert answer.status_code == 422
    assert "还没有期限" in answer.content.decode()


def test_the_page_of_a_task_offers_the_doer_what_the_table_allows(office: Office):
    task = office.give(directive_id=office.requirement().pk)
    page = as_(office, "logistics_head").get(task.get_absolute_url()).content.decode()
    assert "接收任务" in page
    assert "核验通过" not in page
    assert task.source_hash[:12] in page


def test_a_task_is_worked_through_its_page(office: Office):
    task = office.give()
    doer, inspector = as_(office, "logistics_head"), as_(office, "inspector")
    url = task.get_absolute_url()
    assert doer.post(f"{url}accept/").status_code == 302
    refused = doer.post(f"{url}submit/", {"submit-note": "好了"})
    assert refused.status_code == 422
    assert "还没有证据" in refused.content.decode()
    office.prove(task)
    assert doer.post(f"{url}submit/", {"submit-note": "好了"}).status_code == 302
    assert "核验通过" not in doer.get(url).content.decode()
    assert inspector.post(f"{url}return/", {"return-note": ""}).status_code == 422
    assert inspector.post(f"{url}verify/", {"verify-note": ""}).status_code == 302
    assert office.fresh(task.pk).state == "verified"


def test_the_author_of_evidence_reads_why_not(office: Office):
    task = office.submitted()
    office.prove(task, who="inspector")
    page = as_(office, "inspector").get(task.get_absolute_url()).content.decode()
    assert "你不能核验" in page
    answer = as_(office, "inspector").post(f"{task.get_absolute_url()}verify/")
    assert answer.status_code == 422
    assert "你不能核验这项任务" in answer.content.decode()


def test_time_is_asked_for_and_granted_on_pages(office: Office):
    task = office.give()
    url, until = task.get_absolute_url(), due_of(task) + timedelta(days=3)
    sent = {"ask_extension-due_date": f"{until:%Y-%m-%d}", "ask_extension-note": "材料没到"}
    assert as_(office, "logistics_head").post(f"{url}ask_extension/", sent).status_code == 302
    clerk = as_(office, "clerk")
    assert "材料没到" in clerk.get(url).content.decode()
    refused = clerk.post(f"{url}decide_extension/", {"decide_extension-granted": "0"})
    assert refused.status_code == 422
    assert clerk.post(f"{url}decide_extension/", {"decide_extension-granted": "1"}).status_code == 302
    assert due_of(office.fresh(task.pk)) > due_of(task)


def test_another_verifier_is_named_on_a_page(office: Office):
    task, clerk = office.give(), as_(office, "clerk")
    seat = office.cast.position("hq_head").pk
    url = f"{task.get_absolute_url()}verifier/"
    assert clerk.get(url).status_code == 200
    assert clerk.post(url, {"verifier_position": str(seat), "note": "督查员参与了"}).status_code == 302
    assert office.fresh(task.pk).verifier_position_id == seat


@pytest.mark.parametrize("who", ["chem_dean", "student"])
def test_a_stranger_finds_no_task(office: Office, who: str):
    task = office.give()
    client = as_(office, who)
    assert client.get(task.get_absolute_url()).status_code == 404
    assert client.post(f"{task.get_absolute_url()}accept/").status_code == 404
    assert task.title not in client.get("/tasks/").content.decode()


@pytest.mark.parametrize("url", ["/tasks/t/T-1/", "/tasks/t/..%2f/", "/tasks/t/T-1/explode/"])
def test_an_address_that_leads_nowhere_says_so(office: Office, url: str):
    assert as_(office, "clerk").get(url).status_code in {404, 405}


@pytest.mark.parametrize(
    "query",
    [
        "?stage=nonsense&unit=x&page=-1",
        "?q=%00'",
        "?directive=1&due=never",
        "?view=wall&kind=%27",
        "?page=999999",
    ],
)
def test_a_broken_filter_still_opens(office: Office, query: str):
    office.give()
    assert as_(office, "clerk").get(f"/tasks/{query}").status_code == 200


def test_the_list_finds_by_word_and_by_code(office: Office):
    task, client = office.give(), as_(office, "clerk")
    office.give(title="食堂留样柜换锁")
    for query in ("静置区", task.code):
        page = client.get("/tasks/", {"q": query}).content.decode()
        assert task.title in page
        assert "食堂留样柜换锁" not in page


def test_a_card_moves_forward_on_the_board(office: Office):
    task, doer = office.give(), as_(office, "logistics_head")
    page = doer.get("/tasks/?view=board").content.decode()
    assert "前移" in page
    answer = doer.post(f"{task.get_absolute_url()}accept/", {"next": "/tasks/?view=board"})
    assert answer.headers["Location"] == "/tasks/?view=board"
    foreign = doer.post(f"{task.get_absolute_url()}start/", {"next": "https://example.org/"})
    assert foreign.headers["Location"] == task.get_absolute_url()


def test_the_workbook_holds_what_the_filters_leave(office: Office):
    office.give(title="=1+1")
    answer = as_(office, "clerk").get("/tasks/export/?mine=1")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert as_(office, "canteen_head").get("/tasks/export/").status_code == 404


@pytest.mark.parametrize("url", ["/tasks/", "/tasks/?view=board", "/worklist/", "/worklist/?tab=changed"])
def test_a_list_of_many_tasks_asks_no_more_than_one_of_few(office: Office, url: str):
    client = as_(office, "logistics_head")
    office.give()
    few = _count(client, url)
    for number in range(12):
        office.give(title=f"第 {number} 项")
    assert _count(client, url) == few


def test_a_requirement_of_many_tasks_asks_no_more(office: Office):
    client, directive = as_(office, "clerk"), office.requirement()
    office.give(directive_id=directive.pk)
    few = _count(client, directive.get_absolute_url())
    for number in range(8):
        office.give(directive_id=directive.pk, title=f"第 {number} 项")
    assert _count(client, directive.get_absolute_url()) == few


def _count(client: Client, url: str) -> int:
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


def test_the_worklist_shows_what_is_mine_and_takes_many_at_once(office: Office):
    tasks = [office.give(title=f"第 {number} 项") for number in range(3)]
    doer = as_(office, "logistics_head")
    page = doer.get("/worklist/").content.decode()
    assert all(task.title in page for task in tasks)
    rows = [f"tasks:{task.pk}" for task in tasks[:2]]
    look = doer.post("/worklist/together/", {"row": rows}).content.decode()
    assert "一起办 2 件" in look
    assert set(Task.objects.values_list("state", flat=True)) == {"open"}
    assert doer.post("/worklist/together/", {"row": rows, "confirmed": "1"}).status_code == 302
    assert list(Task.objects.order_by("code").values_list("state", flat=True)) == [
        "accepted",
        "accepted",
        "open",
    ]


def test_the_worklist_leads_the_verifier_and_the_issuer_to_their_turn(office: Office):
    task = office.submitted()
    assert task.title in as_(office, "inspector").get("/worklist/").content.decode()
    assert task.title in as_(office, "logistics_head").get("/worklist/?tab=waiting").content.decode()
    public.return_(task.pk, reason="差一处", by=office.cast.actor("inspector"))
    public.decline(task.pk, reason="做不到", by=office.cast.actor("logistics_head"))
    assert "去答复" in as_(office, "clerk").get("/worklist/").content.decode()


def test_what_changed_is_seen_once(office: Office):
    office.submitted()
    clerk = as_(office, "clerk")
    page = clerk.get("/worklist/?tab=changed")
    assert "南门静置区划线" in page.content.decode()
    assert clerk.post("/worklist/seen/", {"at": page.context["page"].at.isoformat()}).status_code == 302
    assert "南门静置区划线" not in clerk.get("/worklist/?tab=changed").content.decode()


@pytest.mark.parametrize("rows", [[], ["tasks:x"], ["command:00000000-0000-0000-0000-000000000000"]])
def test_nothing_chosen_is_nothing_done(office: Office, rows: list[str]):
    answer = as_(office, "logistics_head").post("/worklist/together/", {"row": rows, "confirmed": "1"})
    assert answer.status_code == 422


def test_requirements_to_acknowledge_stand_on_the_same_list(office: Office):
    directive = office.requirement()
    client = as_(office, "logistics_head")
    page = client.get("/worklist/").content.decode()
    assert directive.text[:10] in page
    assert "待签收" in page
