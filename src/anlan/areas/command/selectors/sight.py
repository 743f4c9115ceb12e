"""The way in: objects the viewer may see; hidden and missing look alike."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from anlan.areas.command.models import (
    Addressee,
    Directive,
    DraftItem,
    DraftSet,
    Meeting,
    Source,
    UpstreamPaper,
)
from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.permission import visible


def directives(viewer: Actor) -> QuerySet[Directive]:
    """Requirements addressed to, issued by or lying under the viewer."""
    return visible(Directive.objects.all(), viewer, "command.read")


def addressees(viewer: Actor) -> QuerySet[Addressee]:
    """Answers of units that the viewer may see."""
    return visible(Addressee.objects.all(), viewer, "command.read")


def meetings_seen(viewer: Actor) -> QuerySet[Meeting]:
    """Meetings the viewer was called to, keeps, or got a requirement from."""
    return visible(Meeting.objects.all(), viewer, "command.read")


def papers_seen(viewer: Actor) -> QuerySet[UpstreamPaper]:
    """Papers from above that the viewer's unit keeps."""
    return visible(UpstreamPaper.objects.all(), viewer, "command.read")


def draft_sets_seen(viewer: Actor) -> QuerySet[DraftSet]:
    """Readings that the viewer may confirm."""
    return visible(DraftSet.objects.all(), viewer, "command.draft")


def directive_by_code(viewer: Actor, code: str) -> Directive:
    """One requirement by its code. Raises NotVisible."""
    found = directives(viewer).filter(code=code.strip().upper()).first()
    if found is None:
        raise NotVisible
    return found


def meeting_seen(viewer: Actor, meeting_id: UUID) -> Meeting:
    """One meeting. Raises NotVisible."""
    found = meetings_seen(viewer).select_related("chair", "host_unit").filter(pk=meeting_id).first()
    if found is None:
        raise NotVisible
    return found


def paper_seen(viewer: Actor, paper_id: UUID) -> UpstreamPaper:
    """One paper from above. Raises NotVisible."""
    found = papers_seen(viewer).select_related("source", "owner_unit").filter(pk=paper_id).first()
    if found is None:
        raise NotVisible
    return found


def draft_set_seen(viewer: Actor, draft_set_id: UUID) -> DraftSet:
    """One reading. Raises NotVisible."""
    related = ("source", "meeting", "upstream_paper", "owner_unit")
    found = draft_sets_seen(viewer).select_related(*related).filter(pk=draft_set_id).first()
    if found is None:
        raise NotVisible
    return found


def draft_seen(viewer: Actor, draft_id: UUID) -> DraftItem:
    """One draft of a reading the viewer may confirm. Raises NotVisible."""
    related = ("heading__draft_set__source", "heading__lead_unit", "lead_unit", "verifier")
    found = DraftItem.objects.select_related(*related).filter(pk=draft_id).first()
    if found is None or not draft_sets_seen(viewer).filter(pk=found.heading.draft_set_id).exists():
        raise NotVisible
    return found


def source_seen(viewer: Actor, source_id: UUID) -> Source:
    """One text. Raises NotVisible."""
    found = visible(Source.objects.all(), viewer, "command.read").filter(pk=source_id).first()
    if found is None:
        raise NotVisible
    return found


def own_unit(viewer: Actor) -> Unit:
    """The unit of the viewer's position. Raises NotVisible for one without."""
    if viewer.position_id is None:
        raise NotVisible
    position = Position.objects.select_related("unit").filter(pk=viewer.position_id).first()
    if position is None:
        raise NotVisible
    return position.unit
