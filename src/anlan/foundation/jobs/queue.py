"""The queue as it stands: what waits, runs and failed; trying again, giving up, picking up after the dead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job as QueuedJob
from procrastinate.sql import queries

from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.foundation.jobs.backoff import next_run
from anlan.foundation.jobs.models import Mishap
from anlan.foundation.jobs.registry import JOBS

STALLED_AFTER = 30.0
_RESCUE_LOCK = 4704823


class State(StrEnum):
    """Where a queued job stands."""

    WAITING = "todo"
    RUNNING = "doing"
    FAILED = "failed"
    DONE = "succeeded"
    GIVEN_UP = "cancelled"
    ABORTED = "aborted"


OPEN = (State.FAILED, State.ABORTED, State.RUNNING, State.WAITING)


@dataclass(frozen=True, slots=True)
class Queued:
    """One job of the queue, with the reason of its newest failure."""

    id: int
    name: str
    label: str
    state: State
    given: Mapping[str, Any]
    attempts: int
    due_at: datetime | None
    failed_at: datetime | None
    code: str
    detail: str


def counts(*, without: str = "") -> dict[State, int]:
    """How many jobs stand where, by state; jobs of one name may be left out."""
    found = dict.fromkeys(State, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE task_name <> %s GROUP BY status",
            [without],
        )
        found.update((State(status), number) for status, number in cursor.fetchall())
    return found


def listed(states: tuple[State, ...] = OPEN, *, without: str = "") -> QuerySet[ProcrastinateJob]:
    """Jobs in these states, in their order, newest first; read them with ``shown``."""
    order = Case(
        *(When(status=state, then=Value(place)) for place, state in enumerate(states)),
        output_field=IntegerField(),
    )
    newest = Mishap.objects.filter(queued_job_id=OuterRef("pk")).order_by("-at")
    found: QuerySet[ProcrastinateJob] = (
        ProcrastinateJob.objects.filter(status__in=states)
        .exclude(task_name=without)
        .annotate(place=order, code=Subquery(newest.values("code")[:1]))
        .annotate(detail=Subquery(newest.values("detail")[:1]), failed_at=Subquery(newest.values("at")[:1]))
        .order_by("place", "-id")
    )
    return found


def one(job_id: int) -> Queued:
    """One job by its number; NotVisible when the queue has forgotten it."""
    row = listed(tuple(State)).filter(pk=job_id).first()
    if row is None:
        raise NotVisible
    return shown(row)


def shown(row: Any) -> Queued:
    """A row of ``listed`` as plain values."""
    known = JOBS.get(row.task_name)
    return Queued(
        id=row.id,
        name=row.task_name,
        label=known.label if known else row.task_name,
        state=State(row.status),
        given=row.args,
        attempts=row.attempts,
        due_at=row.scheduled_at,
        failed_at=row.failed_at,
        code=row.code or "",
        detail=row.detail or "",
    )


def try_again(job_id: int) -> None:
    """Put a failed or given-up job back into the queue, due now; Conflict when it is neither any more."""
    _change(job_id, to=State.WAITING, among=(State.FAILED, State.ABORTED, State.GIVEN_UP))


def give_up(job_id: int) -> None:
    """Take a waiting or failed job out; Conflict when it runs, is done or was given up."""
    _change(job_id, to=State.GIVEN_UP, among=(State.WAITING, State.FAILED, State.ABORTED))


def _change(job_id: int, *, to: State, among: tuple[State, ...]) -> None:
    """One conditional update: two people pressing at once cannot both have done it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status, scheduled_at = NULL,"
                " abort_requested = false WHERE id = %s AND status = ANY(%s::procrastinate_job_status[])",
                [to.value, job_id, [state.value for state in among]],
            )
            changed = cursor.rowcount
    except IntegrityError:
        raise Conflict("jobs.another_waits", job=job_id) from None
    if not changed:
        raise Conflict("jobs.moved_on", job=job_id)


def pick_up_after_the_dead(*, stalled_after: float = STALLED_AFTER) -> int:
    """Queue again at once what a killed worker was running; what outlives its retries in this way has
    failed. How many were found."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_RESCUE_LOCK])
        if cursor.fetchone() == (False,):
            return 0
        rows = app.connector.get_sync_connector().execute_query_all(
            queries["select_stalled_jobs_by_heartbeat"],
            queue=None,
            task_name=None,
            seconds_since_heartbeat=stalled_after,
        )
        found = [queued(row) for row in rows]
        for job in found:
            note_mishap(job, code="jobs.worker_died")
            if job.attempts < _retries(job):
                run_again(job, at=clock.now())
            else:
                finish(job, State.FAILED)
    return len(found)


def queued(row: dict[str, Any]) -> QueuedJob:
    """A row of the queue; Django's connection hands its JSON over as text."""
    given = row["args"]
    return QueuedJob.from_row(row | {"args": json.loads(given) if isinstance(given, str) else given})


def settle(job: QueuedJob, *, failed: bool) -> None:
    """Give a job that was run its next state: done, waiting for its next run, or failed."""
    again = next_run(attempts=job.attempts, retries=_retries(job)) if failed else None
    if again is not None:
        run_again(job, at=again)
    else:
        finish(job, State.FAILED if failed else State.DONE)


def run_again(job: QueuedJob, *, at: datetime) -> None:
    """Queue a running job once more."""
    app.job_manager.retry_job_by_id(job_id=_id(job), retry_at=at)


def finish(job: QueuedJob, state: State) -> None:
    """End a running job."""
    app.connector.get_sync_connector().execute_query(
        queries["finish_job"], job_id=_id(job), status=state.value, delete_job=False
    )


def note_mishap(job: QueuedJob, *, code: str, detail: str = "") -> None:
    """Keep why a run failed."""
    Mishap.objects.create(
        queued_job_id=_id(job),
        name=job.task_name,
        attempt=job.attempts + 1,
        at=clock.now(),
        code=code,
        detail=detail,
    )


def _retries(job: QueuedJob) -> int:
    """How often it may run again; a job that no code knows any more may not."""
    known = JOBS.get(job.task_name)
    return known.retries if known else 0


def _id(job: QueuedJob) -> int:
    if job.id is None:
        raise ValueError("a queued job has an id")
    return job.id
