"""Secretaries' acts with what the ledger says of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.duty.models import ProxyAct
from anlan.foundation.duty.selectors.mine import proxies_to_confirm
from anlan.foundation.duty.states import ProxyState
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import Line, lines_of
from anlan.foundation.people.public import visible

MOST = 200


@dataclass(frozen=True, slots=True)
class ProxyRow:
    """An act and its line; ``late`` when its term has passed unconfirmed."""

    act: ProxyAct
    line: Line
    late: bool


def waiting(viewer: Actor) -> list[ProxyRow]:
    """What waits for the viewer as the holder of the position."""
    return _with_lines(proxies_to_confirm(viewer).order_by("at")[:MOST])


def own_as_secretary(viewer: Actor) -> list[ProxyRow]:
    """What the viewer did as a secretary, the newest first."""
    if viewer.person_id is None:
        return []
    rows = ProxyAct.objects.filter(secretary_id=viewer.person_id).select_related(
        "secretary", "position__unit"
    )
    return _with_lines(rows[:50])


def overseen(viewer: Actor) -> list[ProxyRow]:
    """Over the whole reach of an overseer: past their term or objected to."""
    rows = visible(ProxyAct.objects.all(), viewer, "duty.oversee").select_related(
        "secretary", "position__unit"
    )
    late = rows.filter(state=ProxyState.WAITING, confirm_by__lte=clock.now())
    objected = rows.filter(state=ProxyState.OBJECTED)
    return _with_lines((late | objected).order_by("-at")[:MOST])


def _with_lines(rows: QuerySet[ProxyAct]) -> list[ProxyRow]:
    acts = list(rows)
    events = Event.objects.filter(pk__in=[act.event_id for act in acts])
    lines = {line.id: line for line in lines_of(events)}
    now = clock.now()
    return [
        ProxyRow(act, lines[act.event_id], late=act.state == ProxyState.WAITING and act.confirm_by <= now)
        for act in acts
        if act.event_id in lines
    ]
