"""What happens around one run of a job, in the worker and in-process alike."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job as QueuedJob
from procrastinate.sql import queries
from procrastinate.worker import Worker

from anlan.core.kernel.errors import AnlanError
from anlan.foundation.jobs.queue import note_mishap, queued, settle
from anlan.foundation.jobs.registry import JOBS

log = logging.getLogger("anlan.jobs")
_LONGEST_DETAIL = 300
_LONG_NUMBER = re.compile(r"\d{7,}")


@dataclass(frozen=True, slots=True)
class Ran:
    """How many jobs ended well and how many did not."""

    done: int
    failed: int


def run_pending(*, limit: int = 10_000) -> Ran:
    """Run here and now what is due, in the order of the queue, new jobs included.

    For tests and a demo without a worker. A failure is noted and retried by the same rules as in the
    worker; it does not surface here. Works inside a test's transaction, too.
    """
    done = failed = 0
    connector = app.connector.get_sync_connector()
    worker_id = connector.execute_query_one(queries["register_worker"])["worker_id"]
    try:
        while done + failed < limit and (job := _next(worker_id)) is not None:
            well = _run(job)
            done, failed = done + well, failed + (not well)
    finally:
        connector.execute_query(queries["unregister_worker"], worker_id=worker_id)
    return Ran(done, failed)


def note_failures(call_next: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
    """The worker's wrapper around each run: keeps why it failed, then lets it fail."""
    try:
        return call_next()
    except Exception as trouble:
        _note(context.job, trouble)
        raise


def _next(worker_id: int) -> QueuedJob | None:
    connector = app.connector.get_sync_connector()
    connector.execute_query(queries["update_heartbeat"], worker_id=worker_id)
    row = connector.execute_query_one(queries["fetch_job"], queues=None, worker_id=worker_id)
    return None if row["id"] is None else queued(row)


def _run(job: QueuedJob) -> bool:
    """Run one job; whether it ended well."""
    point = transaction.savepoint() if connection.in_atomic_block else None
    try:
        JOBS[job.task_name](**_given(job))
    except Exception as trouble:  # noqa: BLE001 - whatever a job raises is its failure, not ours
        if point is not None and not connection.is_usable():
            transaction.savepoint_rollback(point)
        _note(job, trouble)
        settle(job, failed=True)
        return False
    settle(job, failed=False)
    return True


def _given(job: QueuedJob) -> dict[str, Any]:
    """Its keywords; a periodic job's timestamp is the queue's own."""
    known = JOBS.get(job.task_name)
    periodic = known is not None and bool(known.cron)
    return {name: value for name, value in job.task_kwargs.items() if not (periodic and name == "timestamp")}


def _note(job: QueuedJob, trouble: Exception) -> None:
    code, detail = reason_of(trouble)
    log.warning("job %s of %s failed: %s %s", job.id, job.task_name, code, detail, exc_info=trouble)
    note_mishap(job, code=code, detail=detail)


def reason_of(trouble: Exception) -> tuple[str, str]:
    """The code of a failure and its first line, long numbers masked: row values stay out of it."""
    if isinstance(trouble, AnlanError):
        return trouble.code, str(trouble)[:_LONGEST_DETAIL]
    lines = str(trouble).splitlines() or [""]
    return type(trouble).__name__, _LONG_NUMBER.sub("…", lines[0])[:_LONGEST_DETAIL]
