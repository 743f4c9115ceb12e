"""The worker as a process of its own: started, stopped, killed."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from anlan.foundation.jobs.models import Mishap
from anlan.foundation.jobs.tests import samples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

START = (
    "import sys, django; django.setup();"
    "import anlan.foundation.jobs.tests.samples;"
    "from anlan.foundation.jobs.worker import main; sys.exit(main(sys.argv[1:]))"
)
PATIENCE = 40.0


@pytest.fixture
def start_worker(process_environment: dict[str, str]) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        options = ("--heartbeat-seconds", "0.5", "--stalled-seconds", "4", "--poll-seconds", "0.5")
        process = subprocess.Popen([sys.executable, "-c", START, *options], env=process_environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def _wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def test_a_worker_runs_what_is_queued_and_stops_at_once_when_idle(start_worker, tmp_path: Path):
    log = tmp_path / "log"
    samples.parent.enqueue(file=str(log))
    samples.unavailable.enqueue()
    worker = start_worker()
    _wait_for(lambda: _lines(log) == ["child"] and ProcrastinateJob.objects.filter(status="failed").exists())
    assert Mishap.objects.get(name="test.unavailable").code == "part.unavailable"
    asked = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=5) == 0
    assert time.monotonic() - asked < 5


def test_a_worker_asked_to_stop_lets_a_short_job_finish(start_worker, tmp_path: Path):
    log = tmp_path / "log"
    samples.sleep.enqueue(file=str(log), seconds=1.0)
    worker = start_worker()
    _wait_for(lambda: len(_lines(log)) == 1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=5) == 0
    assert _lines(log) == [f"began {worker.pid}", f"ended {worker.pid}"]
    assert ProcrastinateJob.objects.get(task_name="test.sleep").status == "succeeded"


def test_a_worker_asked_to_stop_leaves_a_long_job_to_the_next_one(start_worker, tmp_path: Path):
    log = tmp_path / "log"
    samples.sleep.enqueue(file=str(log), seconds=60.0)
    worker = start_worker()
    _wait_for(lambda: len(_lines(log)) == 1)
    asked = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=5) == 0
    assert time.monotonic() - asked < 5
    second = start_worker()
    _wait_for(lambda: _lines(log) == [f"began {worker.pid}", f"began {second.pid}"])


def test_the_job_of_a_killed_worker_is_picked_up_by_another(start_worker, tmp_path: Path):
    log = tmp_path / "log"
    samples.sleep.enqueue(file=str(log), seconds=2.0)
    first = start_worker()
    _wait_for(lambda: len(_lines(log)) == 1)
    first.kill()
    first.wait()
    second = start_worker()
    _wait_for(lambda: f"ended {second.pid}" in _lines(log))
    assert _lines(log) == [f"began {first.pid}", f"began {second.pid}", f"ended {second.pid}"]
    assert [found.code for found in Mishap.objects.filter(name="test.sleep")] == ["jobs.worker_died"]
