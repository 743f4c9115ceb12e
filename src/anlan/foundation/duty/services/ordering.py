"""Orders given by word of mouth: written down as heard, put in writing by whoever gave them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.duty.models import OralOrder, Roster
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.selectors.mine import watches_ahead
from anlan.foundation.duty.selectors.sight import order_for, roster_for
from anlan.foundation.duty.services.telling import ROBOT, tell
from anlan.foundation.duty.states import ORDER, OrderState
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import allowed, require

LONGEST = 2000


@transaction.atomic
def record_order(
    *, client_id: UUID, roster_code: str, words: str, ordered_by: UUID, ordered_at: datetime, by: Actor
) -> OralOrder:
    """Write an order down as heard; the same key twice is one order."""
    roster = roster_for(by, roster_code)
    _may_record(roster, by)
    person = Person.objects.filter(pk=ordered_by).first()
    if person is None or by.person_id is None:
        raise NotVisible
    if not words.strip() or len(words) > LONGEST or "\x00" in words:
        raise BadInput("duty.order_words", field="words")
    if ordered_at > clock.now():
        raise BadInput("duty.order_ahead", field="ordered_at")
    known = OralOrder.objects.filter(pk=client_id).first()
    if known is not None:
        if known.words != words or known.recorded_by_id != by.person_id:
            raise Conflict("duty.order_key_taken")
        return known
    row = OralOrder.objects.create(
        pk=client_id,
        roster=roster,
        words=words,
        ordered_by=person,
        ordered_at=ordered_at,
        recorded_by_id=by.person_id,
        recorded_at=clock.now(),
        confirm_by=clock.now() + figures().order_confirm,
    )
    record("duty.record_order", on=row, by=by, after={"words": words, "ordered_by": person.name})
    _tell(row, "order", "%(name)s 记下了你的口头指示，等你书面确认", name=by.label, to=person.pk, by=by)
    return row


@transaction.atomic
def confirm_order(*, order_id: UUID, written: str, by: Actor) -> OralOrder:
    """Whoever gave it puts it in writing."""
    row = _to_settle(order_id, by)
    if not written.strip() or len(written) > LONGEST:
        raise BadInput("duty.order_words", field="written")
    _settle(row, "confirm", written=written)
    record("duty.confirm_order", on=row, by=by, after={"written": written})
    return row


@transaction.atomic
def deny_order(*, order_id: UUID, reason: str, by: Actor) -> OralOrder:
    """Whoever is said to have given it says otherwise, with words; whoever wrote it down hears of it."""
    row = _to_settle(order_id, by)
    if not reason.strip() or len(reason) > LONGEST:
        raise BadInput("duty.reason_missing", field="written")
    _settle(row, "deny", written=reason)
    record("duty.deny_order", on=row, by=by, note=reason)
    _tell(
        row, "order_denied", "%(name)s 说没有这样指示，看看记录", name=by.label, to=row.recorded_by_id, by=by
    )
    return row


def remind_of_orders() -> int:
    """Remind whoever has not put an order in writing within its term; once."""
    late = OralOrder.objects.filter(state=OrderState.OPEN, confirm_by__lte=clock.now())
    told = 0
    for row in late.select_related("ordered_by", "recorded_by"):
        title = "%(name)s 记下的口头指示过了书面确认的期限"
        told += _tell(row, "order_late", title, name=row.recorded_by.name, to=row.ordered_by_id)
    return told


def _may_record(roster: Roster, by: Actor) -> None:
    """Whoever stands a watch of the roster now, or plans it."""
    require(by, "duty.stand", roster)
    now = clock.now()
    on_watch = watches_ahead(by.person_id, at=now).filter(shift__roster=roster, starts__lte=now)
    if not on_watch.exists() and not allowed(by, "duty.plan", roster):
        raise NotYours("duty.not_on_shift", verb="duty.stand")


def _to_settle(order_id: UUID, by: Actor) -> OralOrder:
    row = order_for(by, order_id, hold=True)
    require(by, "duty.stand", row)
    if by.person_id is None or row.ordered_by_id != by.person_id:
        raise NotYours("duty.not_your_order", verb="duty.stand")
    return row


def _settle(row: OralOrder, name: str, *, written: str) -> None:
    row.state = ORDER.move(row.state, name).target.value
    row.written, row.settled_at = written, clock.now()
    row.save(update_fields=["state", "written", "settled_at"])


def _tell(row: OralOrder, about: str, title: str, *, name: str, to: UUID, by: Actor = ROBOT) -> int:
    return tell(
        about,
        title=title,
        facts={"name": name},
        key=f"duty:{about}:{row.pk}",
        url=row.get_absolute_url().partition("#")[0],
        persons=[to],
        now=True,
        by=by,
    )
