"""The tasks' work in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.products import SLIP
from anlan.areas.tasks.services import reminding
from anlan.areas.tasks.states import OWED
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.jobs.public import job
from anlan.foundation.products.public import draft_once

SLIPS_A_RUN = 50


@job("tasks.remind", label=_("提醒任务期限，记下逾期"), cron="*/5 * * * *")
def remind() -> None:
    """Reminders that have come, and tasks that turned late; running twice tells nothing twice."""
    reminding.remind_all()


@job("tasks.renew", label=_("开始长期任务的下一周期"), cron="2-59/10 * * * *")
def renew() -> None:
    """Standing tasks whose verified period is over begin the next one."""
    reminding.renew_due()


@job("tasks.slips", label=_("给逾期的任务起草督办单"), cron="7-59/15 * * * *")
def slips() -> None:
    """Draft a slip for each overdue task that never had one; a person signs, nothing is sent."""
    by = Actor.system("tasks.slips")
    late = Task.objects.filter(drill=False, state__in=OWED, due_at__lte=clock.now()).order_by("-due_at")
    made = 0
    for code in late.values_list("code", flat=True).iterator():
        made += draft_once(SLIP, params={"task": code}, by=by) is not None
        if made == SLIPS_A_RUN:
            break
