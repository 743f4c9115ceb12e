"""The duty roster."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Duty, Person, Position
from anlan.foundation.people.permission import require
from anlan.foundation.people.services.clashes import clashes_told
from anlan.foundation.people.services.telling import told, told_position


@transaction.atomic
def assign_duty(
    *,
    position_id: UUID,
    person_id: UUID,
    starts: datetime,
    ends: datetime,
    by: Actor,
    lead: bool = False,
) -> Duty:
    """Put a person on duty for a position; one of those on duty at a time leads."""
    position = Position.objects.select_related("unit").filter(pk=position_id).first()
    person = Person.objects.filter(pk=person_id).first()
    if position is None or person is None:
        raise NotVisible
    require(by, "people.edit", position)
    with clashes_told():
        duty = Duty.objects.create(position=position, person=person, starts=starts, ends=ends, lead=lead)
    named = told_position(position)
    after = {"position": named, "starts": starts.isoformat(), "ends": ends.isoformat(), "lead": lead}
    record("people.assign_duty", on=duty, by=by, after=after | {"person": told(person)})
    return duty


@transaction.atomic
def strike_duty(*, duty_id: UUID, by: Actor, note: str = "") -> None:
    """Take a duty off the roster; the ledger keeps that it was there."""
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("position__unit", "person")
        .filter(pk=duty_id)
        .first()
    )
    if duty is None:
        raise NotVisible
    require(by, "people.edit", duty)
    before = {
        "position": told_position(duty.position),
        "starts": duty.starts.isoformat(),
        "ends": duty.ends.isoformat(),
    }
    record("people.strike_duty", on=duty, by=by, note=note, before=before | {"person": told(duty.person)})
    try:
        duty.delete()
    except ProtectedError:
        raise Conflict("people.duty_on_roster") from None
