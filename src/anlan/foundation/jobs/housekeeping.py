"""Clearing the queue's own past."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from anlan.core.kernel import clock
from anlan.foundation.jobs.models import Mishap

KEEP_DONE = timedelta(days=3)
KEEP_FAILED = timedelta(days=90)


def forget_old_jobs() -> int:
    """Delete what ended well some days ago and what failed some months ago; how many went."""
    now = clock.now()
    gone = 0
    with connection.cursor() as cursor:
        for statuses, limit in (
            (["succeeded"], now - KEEP_DONE),
            (["failed", "cancelled", "aborted"], now - KEEP_FAILED),
        ):
            cursor.execute(
                "DELETE FROM procrastinate_jobs job WHERE status = ANY(%s::procrastinate_job_status[])"
                " AND (SELECT max(at) FROM procrastinate_events event WHERE event.job_id = job.id) < %s",
                [statuses, limit],
            )
            gone += cursor.rowcount
    Mishap.objects.filter(at__lt=now - KEEP_FAILED).delete()
    return gone
