"""Passing a requirement on, and who has not."""

from __future__ import annotations

from datetime import datetime

from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput


def checked_due(due_at: datetime | None, *, parent_due: datetime | None, later_reason: str) -> None:
    """A relayed deadline is not later than its parent's, nor open where that is set, without a reason."""
    if parent_due is None or (due_at is not None and due_at <= parent_due):
        return
    if not later_reason.strip():
        raise BadInput(
            "command.relay_later_than_parent",
            parent_due=f"{parent_due.astimezone(CAMPUS_ZONE):%Y-%m-%d %H:%M}",
        )


def under(path: str, *, parent: str) -> bool:
    """Whether a unit's path lies below another's, and is not the same."""
    return path != parent and path.startswith(parent)
