import html
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict, NotVisible, NotYours
from anlan.foundation.bus.models import Delivery
from anlan.foundation.bus.public import publish, subscribe
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS
from anlan.foundation.bus.tests import events
from anlan.foundation.bus.tests.events import RoomOpened
from anlan.foundation.jobs import queue
from anlan.foundation.jobs.public import Ran, run_pending
from anlan.foundation.jobs.queue import State
from anlan.foundation.jobs.tests import samples
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import lines_of
from anlan.surfaces.console.operations import acts
from anlan.surfaces.console.operations.wording import reason_in_words
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed_job() -> int:
    """A job that failed for good."""
    number = samples.unavailable.enqueue()
    run_pending()
    assert number is not None
    return number


@pytest.fixture
def stuck_delivery() -> Any:
    """A delivery whose listener raises."""
    subscribe(RoomOpened, events.write_and_break)
    publish(RoomOpened(room_id=UUID(int=7)))
    run_pending()
    yield Delivery.objects.get()
    SUBSCRIPTIONS.forget(RoomOpened)


def _page(client: Client, address: str = "/operations/", **more: Any) -> str:
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_the_page_says_what_failed_and_why_in_plain_words(cast: Cast, client: Client, failed_job: int):
    text = _page(sign_in(client, cast["sysadmin"]))
    assert "1 项任务失败" in text
    assert "这一部分暂时没有回应" in text
    assert "part.unavailable" in text
    assert f"/operations/jobs/{failed_job}/retry/" in text


def test_whoever_may_only_look_finds_no_buttons(cast: Cast, client: Client, failed_job: int):
    text = _page(sign_in(client, cast["commander"]))
    assert "1 项任务失败" in text
    assert "/retry/" not in text
    answer = client.post(f"/operations/jobs/{failed_job}/retry/")
    assert answer.status_code == 403
    assert queue.one(failed_job).state is State.FAILED


def test_a_stranger_finds_nothing(cast: Cast, client: Client, failed_job: int):
    assert client.get("/operations/").status_code == 302
    assert client.get("/operations/deliveries/").status_code == 302
    sign_in(client, cast["student"])
    for address in ("/operations/", "/operations/deliveries/"):
        assert client.get(address).status_code == 404
    for act in ("retry", "give-up"):
        assert client.post(f"/operations/jobs/{failed_job}/{act}/").status_code == 404
        assert client.post(f"/operations/deliveries/{uuid4()}/{act}/").status_code == 404


def test_retrying_puts_it_back_and_writes_the_ledger(cast: Cast, client: Client, failed_job: int):
    sign_in(client, cast["sysadmin"])
    assert client.post(f"/operations/jobs/{failed_job}/retry/").status_code == 302
    assert queue.one(failed_job).state is State.WAITING
    line = lines_of(Event.objects.filter(verb="jobs.retry"))[0]
    assert (line.object_id, line.who, line.verb_word) == (str(failed_job), "齐全", "重试后台任务")
    assert "已放回队列" in _page(client)


def test_giving_up_can_be_taken_back(cast: Cast, client: Client, failed_job: int):
    sign_in(client, cast["sysadmin"])
    client.post(f"/operations/jobs/{failed_job}/give-up/")
    assert "没有失败的任务" in _page(client)
    assert f"/operations/jobs/{failed_job}/retry/" in _page(client, "/operations/?view=given_up")
    client.post(f"/operations/jobs/{failed_job}/retry/")
    assert queue.one(failed_job).state is State.WAITING
    assert Event.objects.filter(verb__startswith="jobs.").count() == 2


def test_what_moved_on_meanwhile_is_told_and_not_recorded(cast: Cast, client: Client, failed_job: int):
    queue.try_again(failed_job)
    sign_in(client, cast["sysadmin"])
    answer = client.post(f"/operations/jobs/{failed_job}/retry/")
    assert answer.status_code == 409
    assert "这项任务已经变了" in answer.content.decode()
    assert not Event.objects.filter(verb="jobs.retry").exists()


def test_a_delivery_that_is_stuck_is_shown_tried_again_and_dropped(
    cast: Cast, client: Client, stuck_delivery: Delivery
):
    sign_in(client, cast["sysadmin"])
    assert "1 个事件还没送到" in _page(client)
    text = _page(client, "/operations/deliveries/")
    assert "foundation.bus.tests.events.write_and_break" in text
    assert "出了意料之外的错" in text
    assert "the mail server is away" in text
    client.post(f"/operations/deliveries/{stuck_delivery.pk}/retry/")
    assert run_pending() == Ran(done=0, failed=1)
    client.post(f"/operations/deliveries/{stuck_delivery.pk}/give-up/")
    assert "事件都送到了" in _page(client, "/operations/deliveries/")
    assert "重新送达" in _page(client, "/operations/deliveries/?view=dropped")
    assert list(Event.objects.filter(kind="bus.delivery").values_list("verb", flat=True)) == [
        "bus.retry",
        "bus.give_up",
    ]


def test_an_event_that_nobody_receives_any_more_is_shown(
    cast: Cast, client: Client, stuck_delivery: Delivery
):
    SUBSCRIPTIONS.forget(RoomOpened)
    assert "没有人接收这个事件了" in _page(sign_in(client, cast["sysadmin"]), "/operations/deliveries/")


def test_a_job_whose_code_is_gone_is_named_and_cannot_be_retried(cast: Cast, client: Client):
    queue.app.configure_task("test.gone", allow_unknown=True).defer()  # type: ignore[attr-defined]
    run_pending()
    text = _page(sign_in(client, cast["sysadmin"]))
    assert "这项任务的程序不在了" in text
    assert "/retry/" not in text
    assert "/give-up/" in text


@pytest.mark.parametrize("query", ["?view=nothing", "?page=many", "?page=99", "?view=<script>"])
def test_a_faulty_address_shows_what_is_open(cast: Cast, client: Client, failed_job: int, query: str):
    assert f"/operations/jobs/{failed_job}/retry/" in _page(
        sign_in(client, cast["sysadmin"]), f"/operations/{query}"
    )


def test_the_number_of_queries_does_not_grow_with_the_rows(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
):
    sign_in(client, cast["sysadmin"])
    _page(client)
    samples.note.enqueue_many([{"file": "", "line": str(number)} for number in range(60)])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    with django_assert_max_num_queries(20):
        assert _page(client).count("/give-up/") == 50


def test_the_acts_themselves_ask_for_the_verb(cast: Cast, failed_job: int):
    with pytest.raises(NotVisible):
        acts.retry_job(job_id=failed_job, by=Actor.nobody())
    with pytest.raises(NotYours):
        acts.give_up_job(job_id=failed_job, by=cast.actor("auditor"))
    with pytest.raises(NotVisible):
        acts.retry_job(job_id=0, by=cast.actor("sysadmin"))
    with pytest.raises(NotVisible):
        acts.drop_delivery(delivery_id=uuid4(), by=cast.actor("sysadmin"))
    acts.give_up_job(job_id=failed_job, by=cast.actor("sysadmin"))
    with pytest.raises(Conflict):
        acts.give_up_job(job_id=failed_job, by=cast.actor("sysadmin"))


def test_only_a_post_acts(cast: Cast, client: Client, failed_job: int):
    sign_in(client, cast["sysadmin"])
    assert client.get(f"/operations/jobs/{failed_job}/retry/").status_code == 405


def test_the_page_speaks_english_too(cast: Cast, client: Client, failed_job: int):
    client.cookies["django_language"] = "en"
    text = _page(sign_in(client, cast["sysadmin"]))
    assert "Retry the job" in text


def test_reasons_are_told_in_words():
    with translation.override("zh-hans"):
        assert reason_in_words("") == ""
        assert reason_in_words("jobs.worker_died") == "执行到一半，后台进程停了。"
        assert reason_in_words("ZeroDivisionError") == "出了意料之外的错。"
