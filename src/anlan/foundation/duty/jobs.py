"""The work of duty in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.foundation.duty.services.absences import warn_of_gaps
from anlan.foundation.duty.services.ordering import remind_of_orders
from anlan.foundation.duty.services.proxies import remind_of_proxies
from anlan.foundation.duty.services.standing import climb
from anlan.foundation.jobs.public import job


@job("duty.climb", label=_("催值班人确认到岗"), cron="* * * * *")
def climb_ladders() -> None:
    """Every minute look whose watch runs unacknowledged."""
    climb()


@job("duty.remind", label=_("提醒缺人、口头指示和代办"), cron="*/10 * * * *")
def remind() -> None:
    """Every ten minutes look for gaps, orders and secretaries' acts past their term."""
    warn_of_gaps()
    remind_of_orders()
    remind_of_proxies()
