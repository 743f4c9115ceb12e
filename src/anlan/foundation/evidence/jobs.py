"""What evidence does by itself."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.foundation.evidence.uploads import sweep
from anlan.foundation.jobs.public import job


@job("evidence.sweep", label=_("清理没传完的文件"), cron="17 4 * * *")
def sweep_uploads() -> None:
    """Drop what stopped coming in."""
    sweep()
