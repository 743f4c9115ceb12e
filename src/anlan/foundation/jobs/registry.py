"""What can be queued: named functions with JSON keywords, found in each app's ``jobs`` module."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from anlan.foundation.jobs.backoff import Backoff

Work = Callable[..., None]
JOBS: dict[str, Job] = {}


@dataclass(frozen=True, slots=True)
class Job:
    """A function that runs later, outside the request, at least once."""

    name: str
    work: Work
    label: str
    retries: int
    queue: str
    cron: str

    def __call__(self, **given: Any) -> None:
        """Run it now, here."""
        self.work(**given)

    def enqueue(
        self, *, at: datetime | None = None, only_once: str | None = None, **given: Any
    ) -> int | None:
        """Put it into the queue within the transaction around: rolled back with it, seen after it.

        ``at`` delays it. With ``only_once`` a second job of that name is not queued while one waits (None
        is returned); the waiting one may have started before this transaction commits.
        """
        _refuse_what_json_cannot_hold(given)
        deferrer = app.configure_task(
            self.name, queue=self.queue, queueing_lock=only_once, schedule_at=at, allow_unknown=False
        )
        try:
            with transaction.atomic():
                return deferrer.defer(**given)
        except AlreadyEnqueued:
            return None

    def enqueue_many(self, given: list[dict[str, Any]]) -> None:
        """Put one job for each set of keywords into the queue, in one statement."""
        for keywords in given:
            _refuse_what_json_cannot_hold(keywords)
        if given:
            app.configure_task(self.name, queue=self.queue, allow_unknown=False).batch_defer(*given)


def job(
    name: str, *, label: str = "", retries: int = 5, queue: str = "default", cron: str = ""
) -> Callable[[Work], Job]:
    """Make a function a job. ``name`` is kept in the queue, so it outlives moves; ``cron`` is in UTC.

    A job may run twice (a worker may die after the work and before the receipt), so it is idempotent.
    Its keywords are ids and plain values, never personal data.
    """

    def register(work: Work) -> Job:
        if name in JOBS:
            raise ValueError(f"two jobs named {name}")
        made = Job(name, work, label or name, retries, queue, cron)
        JOBS[name] = made
        task = app.task(name=name, queue=queue, retry=Backoff(retries))(_without_timestamp(work, cron=cron))
        if cron:
            app.periodic(cron=cron)(task)
        return made

    return register


def _without_timestamp(work: Work, *, cron: str) -> Work:
    """The work as the queue calls it: a periodic job is handed a timestamp that it does not need."""

    def run(**given: Any) -> None:
        if cron:
            given.pop("timestamp", None)
        work(**given)

    return run


def _refuse_what_json_cannot_hold(given: dict[str, Any]) -> None:
    """Ids and instants are handed over as text."""
    json.dumps(given, allow_nan=False)
