"""The accounts' work in the queue."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.utils.translation import gettext_noop as _

from anlan.core.kernel import clock
from anlan.foundation.accounts.models import Session
from anlan.foundation.jobs.public import job

TRIES_KEPT = timedelta(days=1)


@job("accounts.forget_sessions", label=_("清理过期的登录"), cron="20 * * * *")
def forget_sessions() -> None:
    """Sessions that have run out, and wrong passwords older than a day, are nobody's business any more."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    AccessAttempt.objects.filter(attempt_time__lt=clock.now() - TRIES_KEPT).delete()
