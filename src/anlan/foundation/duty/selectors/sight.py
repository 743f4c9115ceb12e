"""One thing by its key, if the viewer may see it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.duty.models import HandOver, OralOrder, Roster, Shift, Swap, Watch
from anlan.foundation.people.public import visible


def rosters_for(viewer: Actor) -> QuerySet[Roster]:
    """The rosters that are kept, with their desk."""
    rows = visible(Roster.objects.filter(closed_at=None), viewer, "duty.read")
    return rows.select_related("position__unit")


def roster_for(viewer: Actor, code: str) -> Roster:
    """A roster by its code."""
    row = rosters_for(viewer).filter(code=code).first()
    if row is None:
        raise NotVisible
    return row


def shift_for(viewer: Actor, shift_id: UUID, *, hold: bool = False) -> Shift:
    """A shift with its roster; held until the act is done."""
    rows = visible(Shift.objects.all(), viewer, "duty.read").select_related("roster__position__unit")
    row = (rows.select_for_update(of=("self",)) if hold else rows).filter(pk=shift_id).first()
    if row is None:
        raise NotVisible
    return row


def watch_for(viewer: Actor, watch_id: UUID, *, hold: bool = False) -> Watch:
    """A watch that still stands, with its shift, roster and person."""
    rows = visible(Watch.objects.filter(left_at=None), viewer, "duty.read")
    rows = rows.select_related("shift__roster__position__unit", "person")
    row = (rows.select_for_update(of=("self",)) if hold else rows).filter(pk=watch_id).first()
    if row is None:
        raise NotVisible
    return row


def own_watch(viewer: Actor, watch_id: UUID, *, hold: bool = False) -> Watch:
    """The viewer's own watch; somebody else's is not theirs to answer for."""
    row = watch_for(viewer, watch_id, hold=hold)
    if viewer.person_id is None or row.person_id != viewer.person_id:
        raise NotVisible
    return row


def swap_for(viewer: Actor, swap_id: UUID, *, hold: bool = False) -> Swap:
    """A swap in which the viewer has a part, or that they plan."""
    rows = visible(Swap.objects.all(), viewer, "duty.read")
    rows = rows.select_related(
        "watch__shift__roster__position__unit", "watch__person", "asked_of", "in_return"
    )
    row = (rows.select_for_update(of=("self",)) if hold else rows).filter(pk=swap_id).first()
    if row is None:
        raise NotVisible
    return row


def handover_for(viewer: Actor, handover_id: UUID, *, hold: bool = False) -> HandOver:
    """A hand-over record with its shift."""
    rows = visible(HandOver.objects.all(), viewer, "duty.read")
    rows = rows.select_related("shift__roster__position__unit", "outgoing", "incoming", "corrects")
    row = (rows.select_for_update(of=("self",)) if hold else rows).filter(pk=handover_id).first()
    if row is None:
        raise NotVisible
    return row


def order_for(viewer: Actor, order_id: UUID, *, hold: bool = False) -> OralOrder:
    """An oral order with its roster."""
    rows = visible(OralOrder.objects.all(), viewer, "duty.read")
    rows = rows.select_related("roster__position__unit", "ordered_by", "recorded_by")
    row = (rows.select_for_update(of=("self",)) if hold else rows).filter(pk=order_id).first()
    if row is None:
        raise NotVisible
    return row
