"""The queue's own work."""

from django.utils.translation import gettext_noop as _

from anlan.foundation.jobs.housekeeping import forget_old_jobs
from anlan.foundation.jobs.public import job


@job("jobs.forget", label=_("清理任务记录"), cron="20 19 * * *")
def forget() -> None:
    """Once a day (03:20 on the campus) clear the queue's past."""
    forget_old_jobs()
