"""The way in: notices, letters and channels the viewer may see; hidden and missing look alike."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.notices.models import Channel, Letter, Notice
from anlan.foundation.people.permission import visible


def notices_for(viewer: Actor, *, drill: bool) -> QuerySet[Notice]:
    """Notices of one world, the actual or the drill, that the viewer may see."""
    return visible(Notice.objects.filter(drill=drill), viewer, "notices.read")


def notice_for(viewer: Actor, code: str) -> Notice:
    """One notice by its code, of whichever world. Raises NotVisible."""
    return _one(viewer, Q(code=code.strip().upper()))


def notice_by_id(viewer: Actor, notice_id: UUID) -> Notice:
    """One notice by its key. Raises NotVisible."""
    return _one(viewer, Q(pk=notice_id))


def letters_for(viewer: Actor, *, drill: bool) -> QuerySet[Letter]:
    """The viewer's own letters of one world; nobody reads another's."""
    if viewer.person_id is None:
        return Letter.objects.none()
    return Letter.objects.filter(person_id=viewer.person_id, drill=drill)


def letter_for(viewer: Actor, letter_id: UUID) -> Letter:
    """One letter of the viewer's own. Raises NotVisible."""
    found = None
    if viewer.person_id is not None:
        rows = Letter.objects.select_related("notice__sender__unit", "position__unit")
        found = rows.filter(person_id=viewer.person_id, pk=letter_id).first()
    if found is None:
        raise NotVisible
    return found


def channels_for(viewer: Actor) -> QuerySet[Channel]:
    """Channels that the viewer may look after."""
    return visible(Channel.objects.filter(retired_at=None), viewer, "notices.channels")


def channel_for(viewer: Actor, channel_id: UUID) -> Channel:
    """One channel. Raises NotVisible."""
    found = channels_for(viewer).filter(pk=channel_id).first()
    if found is None:
        raise NotVisible
    return found


def _one(viewer: Actor, wanted: Q) -> Notice:
    related = ("sender__unit", "references__sender", "author", "approver", "approver_position__unit")
    rows = visible(Notice.objects.select_related(*related), viewer, "notices.read")
    found = rows.filter(wanted).first()
    if found is None:
        raise NotVisible
    return found
