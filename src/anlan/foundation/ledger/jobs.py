"""The ledger's work in the queue."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop as _

from anlan.foundation.jobs.public import job
from anlan.foundation.ledger.anchors import print_head

LOG_NAME = "heads.log"


@job("ledger.print_head", label=_("抄存账本链头"), cron="5 16 * * *")
def keep_head_outside() -> None:
    """Once a day (00:05 on the campus) write the chain's head beside the database."""
    print_head(Path(settings.HOME) / LOG_NAME)
