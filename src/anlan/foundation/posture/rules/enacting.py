"""What a switch needs when it is made: a fresh preview of this very document, an assessment, two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from anlan.core.kernel.errors import BadInput, Conflict, NotYours
from anlan.foundation.posture.rules.direction import Way, loosens

PREVIEW_LASTS: Final = timedelta(minutes=10)
ASSESSMENT_LASTS: Final = timedelta(hours=48)
GO_BACK_WITHIN: Final = timedelta(hours=24)
CONFIRMERS: Final = 2


@dataclass(frozen=True, slots=True)
class Preview:
    """The preview that a draft carries: its hash, when it ran, and of which document."""

    hash: str = ""
    at: datetime | None = None
    document_hash: str = ""


def require_preview(preview: Preview, *, shown: str, document_hash: str, at: datetime) -> None:
    """The commit carries the hash of a preview of this document, ten minutes old at most. Raises Conflict."""
    if preview.at is None or not preview.hash:
        raise Conflict("posture.preview_missing")
    if preview.document_hash != document_hash:
        raise Conflict("posture.preview_of_another")
    if shown != preview.hash or at - preview.at > PREVIEW_LASTS:
        raise Conflict("posture.preview_stale", minutes=int(PREVIEW_LASTS.total_seconds()) // 60)


def require_assessment(way: Way, *, signed_at: datetime | None, at: datetime) -> None:
    """Loosening, and whatever is mixed, needs a signed assessment of the last 48 hours. Raises BadInput."""
    if not loosens(way):
        return
    if signed_at is None:
        raise BadInput("posture.assessment_missing", field="assessment")
    if not timedelta(0) <= at - signed_at <= ASSESSMENT_LASTS:
        raise BadInput(
            "posture.assessment_stale",
            field="assessment",
            hours=int(ASSESSMENT_LASTS.total_seconds()) // 3600,
        )


def may_go_back(*, since: datetime, at: datetime) -> bool:
    """Whether going back still reuses the earlier preview and assessment."""
    return timedelta(0) <= at - since <= GO_BACK_WITHIN


def require_another(
    person: UUID | None, *, writers: Sequence[UUID], confirmed: Sequence[UUID], verb: str
) -> UUID:
    """Two different persons confirm, neither had a hand in it; the person. Raises NotYours or Conflict."""
    if person is None or person in writers:
        raise NotYours("posture.own_draft", verb=verb)
    if person in confirmed:
        raise NotYours("posture.confirmed_already", verb=verb)
    if len(confirmed) >= CONFIRMERS:
        raise Conflict("posture.settled_already")
    return person
