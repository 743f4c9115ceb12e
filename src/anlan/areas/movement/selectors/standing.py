"""Whether a preview still carries its draft: of this document, and young enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anlan.areas.movement.models import Preview
from anlan.areas.movement.states import PreviewState
from anlan.core.kernel import clock
from anlan.foundation.posture.rules.enacting import PREVIEW_LASTS


@dataclass(frozen=True, slots=True)
class Freshness:
    """``changed``: the draft was changed since. ``until``: when it is too old; None before it is done."""

    changed: bool
    until: datetime | None
    fresh: bool


def freshness_of(preview: Preview) -> Freshness:
    """Whether handing the draft in with this preview's hash would be taken now."""
    phase = preview.phase
    changed = phase.document_hash != preview.document_hash
    done = preview.state == PreviewState.DONE and preview.ended_at is not None
    until = preview.ended_at + PREVIEW_LASTS if done and preview.ended_at else None
    carried = phase.preview_hash == preview.result_hash
    fresh = until is not None and not changed and carried and clock.now() <= until
    return Freshness(changed, until, fresh)
