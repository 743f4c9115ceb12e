"""The tasks' work in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.areas.tasks.services import papering, reminding
from anlan.foundation.jobs.public import job


@job("tasks.remind", label=_("提醒任务期限，记下逾期"), cron="*/5 * * * *")
def remind() -> None:
    """Reminders that have come, and tasks that turned late; running twice tells nothing twice."""
    reminding.remind_all()


@job("tasks.renew", label=_("开始长期任务的下一周期"), cron="2-59/10 * * * *")
def renew() -> None:
    """Standing tasks whose verified period is over begin the next one."""
    reminding.renew_due()


@job("tasks.slips", label=_("给逾期的任务和要求起草督办单、约谈和问责材料"), cron="7-59/15 * * * *")
def slips() -> None:
    """Draft what the rulebook says is due; a person signs or discards, nothing is sent."""
    papering.draft_due()
