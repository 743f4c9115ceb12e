"""What duty asks of one person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from anlan.core.access import Actor
from anlan.foundation.duty.models import HandOver, OralOrder, ProxyAct, Swap, Watch
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.states import HandOverState, OrderState, ProxyState, ShiftState, SwapState


def watches_ahead(person_id: UUID | None, *, at: datetime) -> QuerySet[Watch]:
    """The published watches of a person that have not ended, the next one first."""
    if person_id is None:
        return Watch.objects.none()
    rows = Watch.objects.filter(
        person_id=person_id, left_at=None, ends__gt=at, shift__state=ShiftState.PUBLISHED
    )
    return rows.select_related("shift__roster__position__unit").order_by("starts")


def to_acknowledge(person_id: UUID | None, *, at: datetime) -> QuerySet[Watch]:
    """Those of them that may be acknowledged already and are not."""
    soon = at + figures().acknowledge_early
    return watches_ahead(person_id, at=at).filter(acknowledged_at=None, starts__lte=soon)


def swaps_asked(person_id: UUID | None, *, at: datetime) -> QuerySet[Swap]:
    """Swaps that wait for the person's answer."""
    rows = Swap.objects.filter(asked_of_id=person_id, state=SwapState.ASKED, watch__starts__gt=at)
    return rows.select_related("watch__shift__roster", "watch__person", "in_return")


def handovers_to_sign(person_id: UUID | None, *, at: datetime) -> QuerySet[HandOver]:
    """Records that wait for the signature of somebody on the shift that follows."""
    following = {
        "shift__roster__shifts__starts": F("shift__ends"),
        "shift__roster__shifts__state": ShiftState.PUBLISHED,
        "shift__roster__shifts__ends__gt": at,
        "shift__roster__shifts__watches__person_id": person_id,
        "shift__roster__shifts__watches__left_at": None,
    }
    rows = HandOver.objects.filter(state=HandOverState.LEFT, **following).exclude(outgoing_id=person_id)
    return rows.select_related("shift__roster", "outgoing").distinct()


def orders_to_confirm(person_id: UUID | None) -> QuerySet[OralOrder]:
    """Oral orders that the person gave and has not put in writing."""
    rows = OralOrder.objects.filter(ordered_by_id=person_id, state=OrderState.OPEN)
    return rows.select_related("roster", "recorded_by")


def proxies_to_confirm(viewer: Actor) -> QuerySet[ProxyAct]:
    """Secretaries' acts that wait for the holder of the viewer's position; none for a secretary."""
    if viewer.position_id is None or viewer.acting_for is not None:
        return ProxyAct.objects.none()
    rows = ProxyAct.objects.filter(position_id=viewer.position_id, state=ProxyState.WAITING)
    return rows.exclude(secretary_id=viewer.person_id).select_related("secretary", "position__unit")
