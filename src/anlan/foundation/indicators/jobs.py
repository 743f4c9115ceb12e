"""Measuring, outside the request: what is due is found every five minutes, each measurement is a job."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.core.kernel import clock
from anlan.foundation.indicators import services
from anlan.foundation.jobs.public import job


@job("indicators.find_due", label=_("找出到时间的指标"), retries=2, cron="*/5 * * * *")
def find_due() -> None:
    """Queue every measurement whose time has come; one that already waits is not queued again."""
    for code in services.due(at=clock.now()):
        compute.enqueue(code=code, only_once=f"indicators.compute.{code}")


@job("indicators.compute", label=_("算一个指标"), retries=3)
def compute(code: str) -> None:
    """Measure one; a failure keeps nothing of it and is seen on the page of operations."""
    services.compute(code, at=clock.now())
