"""Running a preview: from the packed days to a frozen result."""

from __future__ import annotations

from uuid import UUID


def run(preview_id: UUID) -> None:
    """Run one preview to its end."""
    raise NotImplementedError(preview_id)
