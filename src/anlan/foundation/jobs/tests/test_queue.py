import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job as QueuedJob

from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict
from anlan.foundation.jobs import queue
from anlan.foundation.jobs.backoff import Backoff, next_run
from anlan.foundation.jobs.models import Mishap
from anlan.foundation.jobs.public import JOBS, Ran, job, run_pending
from anlan.foundation.jobs.queue import State
from anlan.foundation.jobs.running import note_failures, reason_of
from anlan.foundation.jobs.tests import samples


def _only_job() -> queue.Queued:
    return queue.shown(queue.listed(tuple(State)).get())


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.mark.django_db(transaction=True)
def test_a_job_is_queued_with_its_act_and_rolled_back_with_it(log: Path):
    with pytest.raises(ZeroDivisionError):
        _enqueue_and_break(log)
    assert not ProcrastinateJob.objects.exists()
    with transaction.atomic():
        samples.note.enqueue(file=str(log), line="one")
    assert run_pending() == Ran(done=1, failed=0)
    assert log.read_text(encoding="utf-8") == "one\n"


@transaction.atomic
def _enqueue_and_break(log: Path) -> None:
    samples.note.enqueue(file=str(log), line="lost")
    raise ZeroDivisionError


@pytest.mark.django_db
def test_a_test_runs_jobs_within_its_own_transaction(log: Path):
    samples.parent.enqueue(file=str(log))
    assert run_pending() == Ran(done=2, failed=0)
    assert log.read_text(encoding="utf-8") == "child\n"


@pytest.mark.django_db
def test_a_failed_run_is_retried_later_and_after_the_last_retry_stays_failed():
    samples.fail.enqueue(text="第一次\nrow (13800002210)")
    for attempt in range(samples.RETRIES):
        assert run_pending() == Ran(done=0, failed=1)
        found = _only_job()
        assert (found.state, found.attempts) == (State.WAITING, attempt + 1)
        assert found.due_at is not None
        assert found.due_at > clock.now()
        assert run_pending() == Ran(done=0, failed=0)
        _make_due()
    run_pending()
    found = _only_job()
    assert found.state is State.FAILED
    assert (found.code, found.detail, found.label) == ("ValueError", "第一次", "总是失败")
    assert Mishap.objects.count() == samples.RETRIES + 1


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _make_due() -> None:
    _sql("UPDATE procrastinate_jobs SET scheduled_at = now()")


@pytest.mark.django_db
def test_a_job_that_breaks_the_transaction_of_a_test_leaves_it_usable():
    samples.bad_sql.enqueue()
    assert run_pending() == Ran(done=0, failed=1)
    assert [mishap.code for mishap in Mishap.objects.all()] == ["DataError"]


@pytest.mark.django_db
def test_a_house_error_keeps_its_code():
    samples.unavailable.enqueue()
    run_pending()
    assert _only_job().code == "part.unavailable"


@pytest.mark.django_db
def test_a_job_that_no_code_knows_any_more_fails_visibly():
    app.configure_task("test.gone", allow_unknown=True).defer()
    assert run_pending() == Ran(done=0, failed=1)
    found = _only_job()
    assert (found.state, found.code, found.label) == (State.FAILED, "KeyError", "test.gone")


@pytest.mark.django_db
def test_only_one_of_a_kind_waits(log: Path):
    first = samples.note.enqueue(only_once="nightly", file=str(log), line="one")
    assert first is not None
    assert samples.note.enqueue(only_once="nightly", file=str(log), line="two") is None
    assert run_pending() == Ran(done=1, failed=0)
    assert samples.note.enqueue(only_once="nightly", file=str(log), line="three") is not None


@pytest.mark.django_db
def test_a_job_for_later_waits_for_its_hour(log: Path):
    samples.note.enqueue(at=clock.later(hours=1), file=str(log), line="late")
    assert run_pending() == Ran(done=0, failed=0)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [datetime(2022, 5, 19, tzinfo=UTC), object(), float("nan"), b"x"])
def test_keywords_that_json_cannot_hold_are_refused(value: object):
    with pytest.raises((TypeError, ValueError)):
        samples.note.enqueue(file=value, line="x")


@pytest.mark.django_db
def test_a_person_tries_a_failed_job_again():
    samples.unavailable.enqueue()
    run_pending()
    found = _only_job()
    queue.try_again(found.id)
    assert _only_job().state is State.WAITING
    with pytest.raises(Conflict):
        queue.try_again(found.id)


@pytest.mark.django_db
def test_a_person_gives_up_a_waiting_or_failed_job_once(log: Path):
    samples.note.enqueue(file=str(log), line="one")
    number = _only_job().id
    queue.give_up(number)
    assert run_pending() == Ran(done=0, failed=0)
    assert queue.counts()[State.GIVEN_UP] == 1
    with pytest.raises(Conflict):
        queue.give_up(number)
    with pytest.raises(Conflict):
        queue.give_up(0)


@pytest.mark.django_db
def test_trying_again_while_its_like_waits_is_a_conflict(log: Path):
    samples.note.enqueue(only_once="nightly", file=str(log), line="one")
    number = _only_job().id
    _sql("UPDATE procrastinate_jobs SET status = 'failed'")
    samples.note.enqueue(only_once="nightly", file=str(log), line="two")
    with pytest.raises(Conflict) as refused:
        queue.try_again(number)
    assert refused.value.code == "jobs.another_waits"


@pytest.mark.django_db
def test_a_job_of_a_dead_worker_is_queued_again_and_a_killer_is_stopped():
    samples.fail.enqueue()
    for _ in range(samples.RETRIES + 1):
        _sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL, scheduled_at = NULL")
        assert queue.pick_up_after_the_dead() == 1
    found = _only_job()
    assert (found.state, found.code) == (State.FAILED, "jobs.worker_died")
    assert queue.pick_up_after_the_dead() == 0


@pytest.mark.django_db
def test_old_jobs_are_forgotten_and_young_ones_kept(log: Path):
    samples.note.enqueue(file=str(log), line="one")
    samples.unavailable.enqueue()
    run_pending()
    samples.note.enqueue(file=str(log), line="two")
    forget = JOBS["jobs.forget"]
    forget()
    assert ProcrastinateJob.objects.count() == 3
    with clock.hold(clock.later(days=4)):
        forget()
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"failed", "todo"}
    with clock.hold(clock.later(days=91)):
        forget()
    assert list(ProcrastinateJob.objects.values_list("status", flat=True)) == ["todo"]
    assert not Mishap.objects.exists()


def test_waits_double_from_ten_seconds_to_an_hour():
    with clock.hold(datetime(2022, 5, 19, tzinfo=UTC)) as now:
        runs = [next_run(attempts=n, retries=100) or now for n in range(12)]
    waits = [run - now for run in runs]
    assert waits[:3] == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    assert waits[-1] == timedelta(hours=1)
    assert next_run(attempts=100, retries=100) is None


def test_two_jobs_do_not_share_a_name():
    with pytest.raises(ValueError, match="two jobs"):
        job("test.note")(print)


def test_a_reason_holds_no_long_number():
    assert reason_of(ValueError("phone 13800002210 is taken\nDETAIL: Key (phone)=(1)")) == (
        "ValueError",
        "phone … is taken",
    )
    assert reason_of(ValueError()) == ("ValueError", "")


def test_every_periodic_job_is_idle_for_a_while():
    crons = {name: known.cron for name, known in JOBS.items() if known.cron}
    assert json.dumps(crons)
    assert all(len(cron.split()) == 5 for cron in crons.values())


@pytest.mark.django_db
def test_a_periodic_job_is_called_without_the_timestamp_of_the_queue():
    app.configure_task("jobs.forget").defer(timestamp=1)
    assert run_pending() == Ran(done=1, failed=0)
    app.tasks["jobs.forget"](timestamp=1)


@pytest.mark.django_db
def test_the_worker_notes_why_a_run_failed_and_lets_it_fail():
    row = QueuedJob(id=5, queue="default", lock=None, queueing_lock=None, task_name="test.fail")
    context: Any = SimpleNamespace(job=row)

    def run() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        note_failures(run, context, None)  # type: ignore[arg-type]
    assert str(Mishap.objects.get()) == "test.fail ValueError"
    assert note_failures(lambda: 7, context, None) == 7  # type: ignore[arg-type]


def test_the_queue_asks_the_same_waits_as_the_tests():
    row = QueuedJob(id=5, queue="default", lock=None, queueing_lock=None, task_name="test.fail", attempts=1)
    backoff = Backoff(retries=2)
    decision = backoff.get_retry_decision(exception=ValueError(), job=row)
    assert decision is not None
    assert decision.retry_at is not None
    assert backoff.get_retry_decision(exception=ValueError(), job=row.evolve(attempts=2)) is None
