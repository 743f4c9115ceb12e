"""The ledger's page and the queue's pages in a real browser."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from anlan.core.kernel import clock
from anlan.foundation.bus.public import publish, subscribe
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS
from anlan.foundation.bus.tests import events
from anlan.foundation.bus.tests.events import RoomOpened
from anlan.foundation.jobs.public import run_pending
from anlan.foundation.jobs.tests import samples
from anlan.foundation.ledger.public import Ref, record, shred
from tests.support.browser import OpenPage, axe, carry_session, fits, shoot
from tests.support.cast import Cast, build_cast, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LOOKS = [(1440, "light", "zh"), (390, "dark", "en")]


@pytest.fixture
def busy_house() -> Cast:
    """The cast, with a few acts of every look, a failed and a waiting job, and a stuck delivery."""
    cast = build_cast()
    clerk = cast.actor("clerk")
    with transaction.atomic():
        for number in range(3):
            record("jobs.retry", on=Ref("jobs.queued", number), by=clerk, note="夜里网络断过，重试一次。")
        record("x.y", on=Ref("people.unit", 1), by=clerk, before={"name": "旧名"}, after={"name": "新名"})
        record("intake.run", on=Ref("intake.sheet", "staff"), by=clerk, count=6500, drill=True)
        gone = record("people.appoint", on=Ref("people.position", 2), by=clerk, note="任命")
    shred([gone.pk], by=cast.actor("sysadmin"), reason="保存期已满")
    subscribe(RoomOpened, events.write_and_break)
    with transaction.atomic():
        publish(RoomOpened(room_id=gone.pk))
    samples.unavailable.enqueue()
    run_pending()
    samples.note.enqueue(at=clock.later(hours=1), file="", line="")
    SUBSCRIPTIONS.forget(RoomOpened)
    return cast


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_ledger_and_queue_pass_the_accessibility_check(
    busy_house: Cast, open_page: OpenPage, live_server: Any, width: int, theme: str, language: str
):
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(Client(), busy_house["sysadmin"]), live_server)
    for name, address in (
        ("ledger", "/ledger/"),
        ("ledger-filtered", "/ledger/?verb=jobs.retry&since=2020-01-01"),
        ("operations", "/operations/"),
        ("deliveries", "/operations/deliveries/"),
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
        shoot(page, f"{name}-{width}-{language}")
        axe(page)
        fits(page)


def test_a_failed_job_is_put_back_with_one_press(busy_house: Cast, open_page: OpenPage, live_server: Any):
    page = open_page()
    carry_session(page, sign_in(Client(), busy_house["sysadmin"]), live_server)
    page.goto("/operations/")
    page.get_by_role("button", name="重试任务").click()
    page.get_by_text("已放回队列，马上再办。").wait_for()
    page.goto("/ledger/?verb=jobs.retry")
    assert page.get_by_role("row").filter(has_text="齐全").count() == 1
