"""The work of posture in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.foundation.jobs.public import job
from anlan.foundation.posture.services.lapsing import lapse_due


@job("posture.lapse", label=_("到期的阶段和措施失效"), cron="* * * * *")
def lapse() -> None:
    """Every minute note what has lapsed; what holds follows the clock, not this job."""
    lapse_due()
