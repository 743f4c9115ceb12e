"""The work of letters in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.foundation.jobs.public import job
from anlan.surfaces.letters import relays


@job("letters.relays_owed", label=_("提醒没转达的单位"), cron="30 23 * * *")
def relays_owed() -> None:
    """Once a day (07:30 on the campus), before the morning's digest."""
    relays.remind()
