import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.checks import run_checks
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict
from anlan.foundation.bus.checks import check_listeners
from anlan.foundation.bus.delivering import RETRIES, hand_over
from anlan.foundation.bus.models import Delivery, OutboxEvent
from anlan.foundation.bus.outbox import is_connected, undelivered
from anlan.foundation.bus.public import publish, subscribe
from anlan.foundation.bus.steering import drop, try_again
from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS
from anlan.foundation.bus.tests import events
from anlan.foundation.bus.tests.events import HEARD, RoomOpened
from anlan.foundation.jobs.models import Mishap
from anlan.foundation.jobs.public import JOBS, Ran, run_pending

OPENED = RoomOpened(room_id=UUID(int=7))


@pytest.fixture(autouse=True)
def unwired() -> Iterator[None]:
    HEARD.clear()
    yield
    SUBSCRIPTIONS.forget(RoomOpened)


def _heard_rows() -> int:
    return Mishap.objects.filter(code="heard").count()


def _make_due() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        publish(OPENED)


@pytest.mark.django_db(transaction=True)
def test_listeners_run_after_the_commit_each_once():
    subscribe(RoomOpened, events.hear)
    subscribe(RoomOpened, events.write)
    subscribe(RoomOpened, events.write)
    with transaction.atomic():
        publish(OPENED)
        assert HEARD == []
    assert run_pending() == Ran(done=2, failed=0)
    assert [OPENED] == HEARD
    assert _heard_rows() == 1
    assert not undelivered().exists()


@pytest.mark.django_db(transaction=True)
def test_a_rollback_takes_the_event_back():
    subscribe(RoomOpened, events.hear)
    with pytest.raises(ZeroDivisionError):
        _publish_and_break()
    assert run_pending() == Ran(done=0, failed=0)
    assert not OutboxEvent.objects.exists()


@transaction.atomic
def _publish_and_break() -> None:
    publish(OPENED)
    raise ZeroDivisionError


@pytest.mark.django_db
def test_an_event_without_listeners_is_kept_and_needs_nothing():
    publish(OPENED)
    assert OutboxEvent.objects.get().name == "tests.RoomOpened"
    assert run_pending() == Ran(done=0, failed=0)


@pytest.mark.django_db
def test_a_failing_listener_stops_no_other_and_leaves_nothing_half_done():
    subscribe(RoomOpened, events.write_and_break)
    subscribe(RoomOpened, events.hear)
    publish(OPENED)
    assert run_pending() == Ran(done=1, failed=1)
    assert [OPENED] == HEARD
    assert _heard_rows() == 0
    waiting = undelivered().get()
    assert (waiting.state, waiting.attempts) == (Delivery.State.PENDING, 1)
    assert waiting.last_error == "ValueError: the mail server is away"


@pytest.mark.django_db
def test_a_listener_that_never_succeeds_fails_visibly_after_its_retries():
    subscribe(RoomOpened, events.write_and_break)
    publish(OPENED)
    for _ in range(RETRIES + 1):
        assert run_pending() == Ran(done=0, failed=1)
        _make_due()
    assert run_pending() == Ran(done=0, failed=0)
    assert undelivered().get().state == Delivery.State.FAILED


@pytest.mark.django_db
def test_a_failed_delivery_is_tried_again_by_hand_and_then_done(monkeypatch: pytest.MonkeyPatch):
    subscribe(RoomOpened, events.write_and_break)
    publish(OPENED)
    run_pending()
    delivery = undelivered().get()
    name = f"{events.__name__}.write_and_break"
    monkeypatch.setitem(SUBSCRIPTIONS.listeners["tests.RoomOpened"], name, events.write)
    try_again(delivery.pk)
    assert run_pending() == Ran(done=1, failed=0)
    _make_due()
    assert run_pending() == Ran(done=1, failed=0)
    assert _heard_rows() == 1
    with pytest.raises(Conflict):
        try_again(delivery.pk)


@pytest.mark.django_db
def test_a_dropped_delivery_is_never_run():
    subscribe(RoomOpened, events.write)
    publish(OPENED)
    drop(undelivered().get().pk)
    assert run_pending() == Ran(done=1, failed=0)
    assert _heard_rows() == 0
    with pytest.raises(Conflict):
        drop(Delivery.objects.get().pk)


@pytest.mark.django_db
def test_a_delivery_handed_over_twice_is_done_once():
    subscribe(RoomOpened, events.write)
    publish(OPENED)
    delivery = undelivered().get()
    hand_over(delivery.pk)
    hand_over(delivery.pk)
    assert run_pending() == Ran(done=1, failed=0)
    assert _heard_rows() == 1


@pytest.mark.django_db
def test_a_listener_that_is_gone_is_shown_and_not_lost():
    subscribe(RoomOpened, events.hear)
    publish(OPENED)
    SUBSCRIPTIONS.forget(RoomOpened)
    assert run_pending() == Ran(done=0, failed=1)
    waiting = undelivered().get()
    assert "bus.listener_unknown" in waiting.last_error
    assert not is_connected(waiting)


@pytest.mark.django_db
def test_an_event_whose_fields_changed_fails_visibly():
    subscribe(RoomOpened, events.hear)
    announced = publish(OPENED)
    OutboxEvent.objects.filter(pk=announced.pk).update(fields={"room": 7})
    run_pending()
    assert "bus.event_changed" in undelivered().get().last_error


@pytest.mark.django_db
def test_a_delivery_without_a_job_is_found_and_one_with_a_job_is_left_alone():
    subscribe(RoomOpened, events.hear)
    subscribe(RoomOpened, events.write)
    publish(OPENED)
    lost = undelivered().get(listener__endswith="hear")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args ->> 'delivery_id' = %s", [str(lost.pk)])
    find_lost = JOBS["bus.find_lost"]
    find_lost()
    assert ProcrastinateJob.objects.count() == 1
    with clock.hold(clock.later(minutes=11)):
        find_lost()
    assert ProcrastinateJob.objects.count() == 2
    assert run_pending() == Ran(done=2, failed=0)
    assert [OPENED] == HEARD


@pytest.mark.django_db
def test_delivered_events_are_forgotten_after_a_month_and_open_ones_kept():
    subscribe(RoomOpened, events.hear)
    publish(OPENED)
    run_pending()
    SUBSCRIPTIONS.forget(RoomOpened)
    subscribe(RoomOpened, events.write_and_break)
    publish(OPENED)
    run_pending()
    with clock.hold(clock.now() + timedelta(days=31)):
        JOBS["bus.forget"]()
    assert OutboxEvent.objects.count() == 1
    assert undelivered().count() == 1


def test_a_listener_that_has_no_address_is_a_failed_check():
    def nested(event: RoomOpened) -> None:
        """Has no dotted path."""

    subscribe(RoomOpened, nested)
    subscribe(RoomOpened, events.hear)
    (found,) = check_listeners(None)
    assert found.id == "bus.E001"
    assert "nested" in found.msg


def test_the_wiring_of_the_house_passes_the_checks():
    assert [message for message in run_checks() if message.id == "bus.E001"] == []


def test_two_events_do_not_share_a_name():
    subscribe(RoomOpened, events.hear)
    twin = type("RoomOpened", (), {"__module__": RoomOpened.__module__})
    with pytest.raises(ValueError, match="two events"):
        subscribe(twin, events.hear)


KILLED = """
import os, signal, django
django.setup()
from uuid import UUID
from django.db import transaction
from anlan.foundation.bus.public import publish, subscribe
from anlan.foundation.bus.tests import events
subscribe(events.RoomOpened, events.write)
with transaction.atomic():
    publish(events.RoomOpened(room_id=UUID(int=1)))
if {inside}:
    with transaction.atomic():
        publish(events.RoomOpened(room_id=UUID(int=2)))
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [False, True])
def test_a_process_killed_after_its_commit_loses_nothing_and_one_killed_before_leaves_nothing(
    inside: bool, process_environment: dict[str, str]
):
    ended = subprocess.run(
        [sys.executable, "-c", KILLED.format(inside=inside)], env=process_environment, check=False
    )
    assert ended.returncode == -9
    subscribe(RoomOpened, events.write)
    assert run_pending() == Ran(done=1, failed=0)
    assert list(Mishap.objects.values_list("name", flat=True)) == [str(UUID(int=1))]
