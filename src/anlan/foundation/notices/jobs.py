"""The work of notices in the queue."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop as _

from anlan.foundation.jobs.public import job
from anlan.foundation.notices.services.digesting import make_digests
from anlan.foundation.notices.services.dispatching import work_off as work_channel_off
from anlan.foundation.notices.services.finding import wake_channels_with_work
from anlan.foundation.notices.services.spreading import spread_notice
from anlan.foundation.notices.services.waking import SPREAD, WORK


@job(SPREAD, label=_("通知进站内信"))
def spread(*, notice_id: str) -> None:
    """Fill the inboxes of a notice's audience."""
    spread_notice(UUID(notice_id))


@job(WORK, label=_("通知渠道发送"))
def work_off(*, channel_id: str) -> None:
    """Send what waits for one channel."""
    work_channel_off(UUID(channel_id))


@job("notices.digest", label=_("通知汇总"), cron="*/5 * * * *")
def digest() -> None:
    """Every five minutes look whether a set hour has come."""
    make_digests()


@job("notices.find", label=_("找回没发的通知"), cron="* * * * *")
def find() -> None:
    """Every minute wake the channels that have something due."""
    wake_channels_with_work()
