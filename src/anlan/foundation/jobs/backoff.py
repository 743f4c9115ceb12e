"""When a failed job runs again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from anlan.core.kernel import clock

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Backoff(BaseRetryStrategy):
    """Doubling waits from ten seconds up to an hour, then the job has failed."""

    retries: int

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """The next run, or None when every retry is used up."""
        at = next_run(attempts=job.attempts, retries=self.retries)
        return None if at is None else RetryDecision(retry_at=at)


def next_run(*, attempts: int, retries: int) -> datetime | None:
    """When a job runs again after ``attempts`` earlier failures and the present one, if it does."""
    if attempts >= retries:
        return None
    doubled: int = 2 ** min(attempts, 20)
    return clock.now() + min(FIRST_WAIT * doubled, LONGEST_WAIT)
