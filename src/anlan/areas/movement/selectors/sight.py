"""The way in: previews of phases that the viewer may see; hidden and missing look alike."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from anlan.areas.movement.models import NamesRequest, Preview
from anlan.areas.movement.rules.keeping import findings_of, score_from
from anlan.areas.movement.rules.results import Findings, Score
from anlan.areas.movement.states import PreviewState
from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.posture.public import Phase, phase_for


def previews_of(viewer: Actor, phase: Phase) -> QuerySet[Preview]:
    """The previews of a phase, the newest first. Raises NotVisible where the phase is not seen."""
    seen = phase_for(viewer, phase.pk)
    return Preview.objects.filter(phase=seen).select_related("phase__operation", "phase__place")


def preview_for(viewer: Actor, preview_id: UUID) -> Preview:
    """One preview: whoever sees its phase sees it. Raises NotVisible."""
    rows = Preview.objects.select_related("phase__operation", "phase__place", "asked_by", "asked_position")
    found = rows.filter(pk=preview_id).first()
    if found is None:
        raise NotVisible
    phase_for(viewer, found.phase_id)
    return found


def newest_preview_of(viewer: Actor, phase: Phase) -> Preview | None:
    """The latest preview of a phase, in whatever state."""
    return previews_of(viewer, phase).first()


def result_of(preview: Preview) -> Findings | None:
    """What a preview found; None until it is done."""
    if preview.state != PreviewState.DONE or preview.result is None:
        return None
    return findings_of(preview.result)


def score_of(preview: Preview) -> Score | None:
    """How a preview fared since its phase came into force; None before it was scored."""
    return score_from(preview.score) if preview.score else None


def names_requests_of(viewer: Actor, preview: Preview) -> QuerySet[NamesRequest]:
    """Who asked for names behind a preview, and what was answered, the newest first."""
    seen = preview_for(viewer, preview.pk)
    return NamesRequest.objects.filter(preview=seen).select_related(
        "asked_by", "asked_position", "answered_by", "answered_position"
    )
