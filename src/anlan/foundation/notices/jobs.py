"""The work of notices in the queue."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop as _

from anlan.foundation.jobs.public import job
from anlan.foundation.notices.services.spreading import spread_notice
from anlan.foundation.notices.services.waking import SPREAD


@job(SPREAD, label=_("通知进站内信"))
def spread(*, notice_id: str) -> None:
    """Fill the inboxes of a notice's audience."""
    spread_notice(UUID(notice_id))
