"""The work of products in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.foundation.jobs.public import job
from anlan.foundation.products.services.reporting import turn_windows


@job("products.windows", label=_("开始和结束零报告时段"), cron="*/5 * * * *")
def windows() -> None:
    """Open and close the hours in which units report."""
    turn_windows()
