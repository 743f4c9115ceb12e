"""Acts of named secretaries: noted as they are done, confirmed or objected to by the principal."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.duty.models import ProxyAct
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.selectors.mine import proxies_to_confirm
from anlan.foundation.duty.services.telling import office, tell
from anlan.foundation.duty.states import PROXY, ProxyState
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Appointment, Position
from anlan.foundation.people.public import require


def note_proxy(event: Event, by: Actor) -> None:
    """Called for every line of the ledger, in the act's transaction: one that a secretary writes waits."""
    if by.acting_for is None or by.person_id is None or _own_business(event.verb):
        return
    ProxyAct.objects.create(
        event_id=event.pk,
        position_id=by.acting_for,
        secretary_id=by.person_id,
        at=event.at,
        confirm_by=event.at + figures().proxy_confirm,
    )


@transaction.atomic
def confirm_proxies(*, keys: Collection[UUID], by: Actor) -> int:
    """The principal stands behind these acts; those settled meanwhile are left out. Says how many."""
    rows = list(_to_settle(keys, by))
    for row in rows:
        require(by, "duty.confirm", row)
        _settle(row, "confirm", by=by)
        record("duty.confirm", on=row, by=by, after={"state": row.state})
    return len(rows)


@transaction.atomic
def object_to_proxy(*, key: UUID, reason: str, by: Actor) -> ProxyAct:
    """The principal does not stand behind an act; the office hears of it. Nothing is undone by itself."""
    row = _to_settle([key], by).first()
    if row is None:
        raise NotVisible
    require(by, "duty.confirm", row)
    if not reason.strip():
        raise BadInput("duty.reason_missing", field="reason")
    row.objection = reason[:300]
    _settle(row, "object", by=by)
    record("duty.object", on=row, by=by, note=reason, after={"state": row.state})
    tell(
        "objected",
        title="%(title)s 对 %(name)s 的代办有异议",
        text="%(reason)s",
        facts={"title": by.title, "name": row.secretary.name, "reason": reason},
        key=f"duty:objected:{row.pk}",
        url="/duty/proxies/",
        by=by,
        positions=office(),
        persons=[row.secretary_id],
        now=True,
    )
    return row


def remind_of_proxies() -> int:
    """Remind a position once a day of what its holder has not confirmed within the term."""
    now = clock.now()
    late = ProxyAct.objects.filter(state=ProxyState.WAITING, confirm_by__lte=now)
    told = 0
    for position in Position.objects.filter(pk__in=late.values("position_id")):
        told += tell(
            "proxy_late",
            title="秘书代办的 %(count)s 件事过了确认期限",
            facts={"count": str(late.filter(position=position).count())},
            key=f"duty:proxy_late:{position.pk}:{clock.today().isoformat()}",
            url="/duty/proxies/",
            persons=principals(position.pk),
        )
        late.filter(position=position, reminded_at=None).update(reminded_at=now)
    return told


def principals(position_id: UUID) -> list[UUID]:
    """Who holds the position now, its secretaries left out."""
    rows = Appointment.objects.in_force().filter(position_id=position_id, secretary=False)
    return list(rows.values_list("person_id", flat=True))


def _own_business(verb: str) -> bool:
    """Looking, and one's own account, are not done for the position."""
    return verb in figures().looks or verb.partition(".")[0] in figures().own_rooms


def _to_settle(keys: Collection[UUID], by: Actor) -> QuerySet[ProxyAct]:
    if by.acting_for is not None:
        raise NotYours(verb="duty.confirm")
    rows = proxies_to_confirm(by).filter(pk__in=list(keys))
    return rows.select_for_update(of=("self",))


def _settle(row: ProxyAct, name: str, *, by: Actor) -> None:
    row.state = PROXY.move(row.state, name).target.value
    row.settled_by_id, row.settled_at = by.person_id, clock.now()
    row.save(update_fields=["state", "settled_by", "settled_at", "objection"])
