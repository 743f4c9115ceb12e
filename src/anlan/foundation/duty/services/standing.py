"""Acknowledging a watch, and the ladder when nobody does."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, IllegalMove
from anlan.foundation.duty.models import Call, Watch
from anlan.foundation.duty.rules.ladder import Rung, is_late, rungs_due
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.duty.selectors.sight import own_watch
from anlan.foundation.duty.services.telling import ROBOT, office, tell, when_words
from anlan.foundation.duty.states import ShiftState
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require

TITLES = {
    Rung.PERSON: "%(roster)s %(when)s 到你值班，点“我已到岗”",
    Rung.LEADER: "%(name)s 没有确认到岗：%(roster)s %(when)s",
    Rung.OFFICE: "%(name)s 仍没有确认到岗：%(roster)s %(when)s",
}


@transaction.atomic
def acknowledge(*, watch_id: UUID, by: Actor) -> Watch:
    """Say that one is at the post; a second press changes nothing."""
    watch = own_watch(by, watch_id, hold=True)
    require(by, "duty.stand", watch.shift)
    now = clock.now()
    if watch.acknowledged_at is not None:
        return watch
    if watch.shift.state != ShiftState.PUBLISHED or watch.ends <= now:
        raise IllegalMove("duty.shift_over")
    if watch.starts - now > figures().acknowledge_early:
        raise BadInput("duty.too_early", hours=int(figures().acknowledge_early.total_seconds() // 3600))
    mark_acknowledged(watch)
    record("duty.acknowledge", on=watch.shift, by=by, after={"late": watch.acknowledged_late})
    return watch


def mark_acknowledged(watch: Watch) -> None:
    """Set the time, and whether it came too late."""
    now = clock.now()
    watch.acknowledged_at = now
    watch.acknowledged_late = is_late(starts=watch.starts, at=now, figures=figures())
    watch.save(update_fields=["acknowledged_at", "acknowledged_late"])


def climb() -> int:
    """Tell whoever is due on the ladder of every watch that runs unacknowledged; each rung once."""
    now = clock.now()
    rows = Watch.objects.filter(
        acknowledged_at=None, left_at=None, starts__lte=now, ends__gt=now, shift__state=ShiftState.PUBLISHED
    ).select_related("shift__roster", "person")
    return sum(_climb_one(watch) for watch in rows)


@transaction.atomic
def _climb_one(watch: Watch) -> int:
    held = Watch.objects.select_for_update().get(pk=watch.pk)
    due = rungs_due(
        starts=held.starts,
        ends=held.ends,
        acknowledged=held.acknowledged_at is not None or held.left_at is not None,
        lead=held.lead,
        at=clock.now(),
        figures=figures(),
    )
    climbed = set(held.calls.values_list("rung", flat=True))
    fresh = [rung for rung in due if rung.value not in climbed]
    for rung in fresh:
        told = _call(watch, rung)
        Call.objects.create(watch=watch, rung=rung.value, told=told, at=clock.now())
        record("duty.call", on=watch.shift, by=ROBOT, after={"rung": rung.value, "person": watch.person.name})
    return len(fresh)


def _call(watch: Watch, rung: Rung) -> int:
    """How many people hear of it; the ladder passes quiet hours, since a desk stands empty."""
    persons = {
        Rung.PERSON: [watch.person_id],
        Rung.LEADER: _leaders(watch),
        Rung.OFFICE: [],
    }[rung]
    facts = {"roster": watch.shift.roster.name, "when": when_words(watch), "name": watch.person.name}
    return tell(
        f"call_{rung.value}",
        title=TITLES[rung],
        facts=facts,
        key=f"duty:call:{watch.pk}:{rung.value}",
        url=watch.shift.get_absolute_url(),
        persons=persons,
        positions=office() if rung is Rung.OFFICE else (),
        now=True,
        always=True,
    )


def _leaders(watch: Watch) -> list[UUID]:
    rows = Watch.objects.filter(shift_id=watch.shift_id, lead=True, left_at=None)
    return list(rows.values_list("person_id", flat=True))
