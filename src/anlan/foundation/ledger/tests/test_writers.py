"""Many writers at once, on real transactions."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from anlan.foundation.jobs.models import Mishap
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import Ref, record, verify
from anlan.foundation.ledger.tests.lines import CLERK

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8


def _together(work: Callable[[int], None], *, threads: int = THREADS) -> list[Exception]:
    """Run the work in threads that start at once; what they raised."""
    ready, raised = threading.Barrier(threads), []

    def run(number: int) -> None:
        ready.wait()
        try:
            work(number)
        except Exception as trouble:  # noqa: BLE001 - handed to the test
            raised.append(trouble)
        finally:
            connection.close()

    crew = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return raised


def test_eight_writers_make_one_chain_without_gaps():
    def work(number: int) -> None:
        for turn in range(20):
            try:
                with transaction.atomic():
                    record("test.act", on=Ref("test.thing", f"{number}-{turn}"), by=CLERK)
                    if turn % 3 == 0:
                        record("test.second", on=Ref("test.thing", f"{number}-{turn}"), by=CLERK)
                    if turn % 5 == 0:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                pass

    assert _together(work) == []
    report = verify()
    kept = THREADS * (16 + 5)
    assert (report.holds, report.rows) == (True, kept)
    assert list(Event.objects.values_list("seq", flat=True)) == list(range(1, kept + 1))


def test_whoever_reads_never_sees_a_later_line_before_an_earlier_one():
    done = threading.Event()
    seen_gaps: list[tuple[int, int]] = []

    def watch() -> None:
        while not done.is_set():
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*), coalesce(max(seq), 0) FROM ledger_event")
                rows, last = cursor.fetchone()
            if rows != last:
                seen_gaps.append((rows, last))
        connection.close()

    watcher = threading.Thread(target=watch)
    watcher.start()

    def work(number: int) -> None:
        for turn in range(15):
            with transaction.atomic():
                record("test.act", on=Ref("test.thing", f"{number}-{turn}"), by=CLERK)

    raised = _together(work, threads=4)
    done.set()
    watcher.join()
    assert raised == []
    assert seen_gaps == []


def test_acts_that_record_before_they_lock_rows_do_not_deadlock():
    rows = [Mishap.objects.create(queued_job_id=n, name="x", attempt=1, code="x") for n in range(2)]
    met = threading.Barrier(2)

    def work(number: int) -> None:
        first, second = (rows[0], rows[1]) if number == 0 else (rows[1], rows[0])
        with transaction.atomic():
            record("test.one", on=first, by=CLERK)
            Mishap.objects.filter(pk=first.pk).update(detail=str(number))
            met.wait()
            record("test.two", on=second, by=CLERK)

    assert _together(work, threads=2) == []
    with transaction.atomic():
        assert verify().rows == 4


def test_a_foreign_key_checked_at_commit_is_waited_for_before_the_chain_is_locked():
    """One act holds a parent row and is about to be sealed; another adds a child of that row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE ledger_test_parent (id int PRIMARY KEY);"
            "CREATE TABLE ledger_test_child"
            " (parent int REFERENCES ledger_test_parent DEFERRABLE INITIALLY DEFERRED);"
            "INSERT INTO ledger_test_parent VALUES (1)"
        )
    held, recorded = threading.Event(), threading.Event()

    def work(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if number == 0:
                cursor.execute("SELECT * FROM ledger_test_parent WHERE id = 1 FOR UPDATE")
                held.set()
                recorded.wait()
                cursor.execute("SELECT pg_sleep(0.3)")
                record("test.holder", on=Ref("test.thing", number), by=CLERK)
            else:
                held.wait()
                record("test.child", on=Ref("test.thing", number), by=CLERK)
                cursor.execute("INSERT INTO ledger_test_child VALUES (1)")
                recorded.set()

    try:
        raised = _together(work, threads=2)
        verbs = list(Event.objects.values_list("verb", flat=True))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE ledger_test_child, ledger_test_parent")
    assert raised == []
    assert verbs == ["test.holder", "test.child"]


@transaction.atomic
def _record_and_write_twice() -> None:
    record("test.act", on=Ref("test.thing", 1), by=CLERK)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_test_once VALUES (1), (1)")


def test_a_failing_check_at_commit_takes_the_line_back():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ledger_test_once (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    try:
        with pytest.raises(IntegrityError):
            _record_and_write_twice()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE ledger_test_once")
    assert Event.objects.count() == 0


def test_a_frozen_snapshot_is_refused_rather_than_forked():
    with transaction.atomic():
        record("test.first", on=Ref("test.thing", 0), by=CLERK)
    began, committed = threading.Event(), threading.Event()

    def work(number: int) -> None:
        if number == 0:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("SELECT count(*) FROM ledger_event")
                began.set()
                committed.wait()
                record("test.frozen", on=Ref("test.thing", 1), by=CLERK)
        else:
            began.wait()
            with transaction.atomic():
                record("test.quick", on=Ref("test.thing", 2), by=CLERK)
            committed.set()

    raised = _together(work, threads=2)
    assert len(raised) == 1
    assert not isinstance(raised[0], OperationalError) or "serialize" in str(raised[0])
    assert verify().rows == 2
