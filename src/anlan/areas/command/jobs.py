"""The work of command in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.areas.command import public
from anlan.core.access import Actor
from anlan.foundation.jobs.public import job


@job("command.fulfil", label=_("记下完成和逾期的要求"), cron="*/5 * * * *")
def fulfil() -> None:
    """Requirements that are done or turned late; running twice changes nothing twice."""
    public.fulfil_all(by=Actor.system("command.fulfil"))
