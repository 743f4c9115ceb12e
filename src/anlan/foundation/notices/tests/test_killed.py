"""A worker that is killed while it speaks to the other side."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

import pytest

from anlan.core.kernel import clock
from anlan.foundation.notices.models import Attempt, Letter
from anlan.foundation.notices.services.dispatching import work_off
from anlan.foundation.notices.services.spreading import spread_notice
from tests.support.cast import build_cast
from tests.support.loopback import Loopback

from .desk import channel, deliveries, sent

WORK = """
import django, sys
django.setup()
from anlan.foundation.notices.services.dispatching import work_off
work_off(sys.argv[1])
"""


@pytest.mark.django_db(transaction=True)
def test_a_notice_whose_worker_is_killed_in_mid_send_is_sent_again_and_shown_once(
    process_environment: dict[str, str],
):
    cast = build_cast()
    with Loopback("hang", "200") as there:
        hook = channel(cast, "webhook", there.url, timeout_seconds=30)
        notice = sent(cast, channels=[hook.pk])
        worker = subprocess.Popen([sys.executable, "-c", WORK, str(hook.pk)], env=process_environment)
        _wait_for(there)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(10)
        (row,) = deliveries(hook)
        assert (row.state, Attempt.objects.filter(delivery=row).count()) == ("queued", 0)
        spread_notice(notice.pk)
        with clock.hold(clock.now() + timedelta(seconds=100)):
            work_off(hook.pk)
        ids = {asked.headers["webhook-id"] for asked in there.asked}
    (row,) = deliveries(hook)
    assert (row.state, len(there.asked), len(ids)) == ("delivered", 2, 1)
    assert Letter.objects.filter(notice=notice).count() == notice.reached


def _wait_for(there: Any) -> None:
    """Until the worker has said everything and waits for the answer."""
    for _ in range(300):
        if there.asked:
            return
        time.sleep(0.1)
    raise AssertionError("the worker never came")
