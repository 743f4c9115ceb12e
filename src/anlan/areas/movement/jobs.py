"""The work of movement in the queue."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop as _

from anlan.areas.movement.services import computing
from anlan.foundation.jobs.public import job


@job("movement.preview", label=_("按通行记录推算阶段变动"), retries=2)
def preview(*, preview_id: str) -> None:
    """Run one preview; begun anew when a worker died in it, refused quietly when it has ended."""
    computing.run(UUID(preview_id))
