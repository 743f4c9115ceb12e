"""Seats and who holds them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record
from anlan.foundation.people.events import AppointmentEnded
from anlan.foundation.people.models import Appointment, Duty, Person, Position, Unit
from anlan.foundation.people.permission import require
from anlan.foundation.people.rulebook import AppointedBy, Role, Seat, rulebook
from anlan.foundation.people.services.clashes import clashes_told
from anlan.foundation.people.services.telling import told


class Capacity(StrEnum):
    """As what somebody holds a position: in the seat, as a deputy, or as its named secretary."""

    SEAT = "seat"
    DEPUTY = "deputy"
    SECRETARY = "secretary"


@transaction.atomic
def create_position(
    *,
    code: str,
    unit_id: UUID,
    title: str,
    role: str,
    by: Actor,
    title_en: str = "",
    place_path: str = "",
    phone: str = "",
    order: int = 0,
) -> Position:
    """A seat at a unit; ``by`` must be one whose editors fill seats of that role."""
    unit = _unit(unit_id)
    require(by, "people.edit", unit)
    require_filling(by, role=role, unit=unit)
    with clashes_told():
        position = Position.objects.create(
            code=code,
            unit=unit,
            title=title,
            title_en=title_en,
            role=role,
            place_path=place_path,
            phone=phone,
            order=order,
        )
    record("people.open_position", on=position, by=by, after={"code": code, "title": title, "role": role})
    return position


@transaction.atomic
def open_seats(*, unit_id: UUID, by: Actor) -> list[Position]:
    """Give a unit the seats its kind usually has; those it has already stay as they are."""
    unit = _unit(unit_id)
    require(by, "people.edit", unit)
    kind = rulebook().units.get(unit.kind)
    planned = [(code, seat) for seat in (kind.seats if kind else ()) for code in seat_codes(unit.code, seat)]
    have = set(Position.objects.filter(unit=unit).values_list("code", flat=True))
    rows = [
        Position(code=code, unit=unit, title=seat.title, title_en=seat.title_en, role=seat.role, order=order)
        for order, (code, seat) in enumerate(planned)
        if code not in have
    ]
    for row in rows:
        require_filling(by, role=row.role, unit=unit)
    with clashes_told():
        Position.objects.bulk_create(rows)
    if rows:
        record(
            "people.open_seats",
            on=unit,
            by=by,
            count=len(rows),
            after={"codes": " ".join(row.code for row in rows)},
        )
    return rows


@transaction.atomic
def change_position(
    *, position_id: UUID, title: str, phone: str, by: Actor, title_en: str = "", place_path: str = ""
) -> Position:
    """Another title, telephone or place; the role stays."""
    position = _position(position_id)
    require(by, "people.edit", position)
    before = _words_of(position)
    position.title, position.title_en, position.phone = title, title_en, phone
    position.place_path = place_path
    position.save(update_fields=("title", "title_en", "phone", "place_path"))
    record("people.change_position", on=position, by=by, before=before, after=_words_of(position))
    return position


@transaction.atomic
def appoint(
    *,
    person_id: UUID,
    position_id: UUID,
    by: Actor,
    capacity: str = Capacity.SEAT,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Appointment:
    """Let a person hold a position from–until. Nobody appoints themselves."""
    position = _position(position_id)
    require(by, "people.edit", position)
    require_filling(by, role=position.role, unit=position.unit)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    if by.person_id == person.pk:
        raise NotYours("people.own_appointment")
    starts = valid_from or clock.now()
    if not position.covers(starts):
        raise Conflict("people.position_closed", position=position.title)
    with clashes_told():
        appointment = Appointment.objects.create(
            person=person,
            position=position,
            deputy=capacity == Capacity.DEPUTY,
            secretary=capacity == Capacity.SECRETARY,
            valid_from=starts,
            valid_until=valid_until,
        )
    after = {"person": told(person), "capacity": str(capacity), "from": starts.isoformat()}
    record("people.appoint", on=position, by=by, after=after)
    return appointment


@transaction.atomic
def end_appointment(
    *, appointment_id: UUID, by: Actor, at: datetime | None = None, note: str = ""
) -> Appointment:
    """End an appointment; it stops working with the next request. One may end one's own."""
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("position__unit", "person")
        .filter(pk=appointment_id)
        .first()
    )
    if appointment is None:
        raise NotVisible
    if by.person_id != appointment.person_id:
        require(by, "people.edit", appointment)
    ends = at or clock.now()
    if appointment.valid_until is not None and appointment.valid_until <= ends:
        raise Conflict("people.already_ended")
    appointment.valid_until = ends
    with clashes_told():
        appointment.save(update_fields=("valid_until",))
    after = {"person": told(appointment.person), "until": ends.isoformat()}
    record("people.end_appointment", on=appointment.position, by=by, note=note, after=after)
    publish(
        AppointmentEnded(
            appointment_id=str(appointment.pk),
            position_id=str(appointment.position_id),
            person_id=str(appointment.person_id),
        )
    )
    return appointment


@transaction.atomic
def close_position(*, position_id: UUID, by: Actor, at: datetime | None = None, note: str = "") -> Position:
    """End a seat that nobody holds any more."""
    position = _position(position_id)
    require(by, "people.edit", position)
    ends = at or clock.now()
    if not position.covers(ends):
        raise Conflict("people.already_ended")
    if Appointment.objects.lasting_past(ends).filter(position=position).exists():
        raise Conflict("people.position_held", position=position.title)
    if Duty.objects.filter(position=position, ends__gt=ends).exists():
        raise Conflict("people.position_on_duty", position=position.title)
    position.valid_until = ends
    with clashes_told():
        position.save(update_fields=("valid_until",))
    record("people.close_position", on=position, by=by, note=note, after={"until": ends.isoformat()})
    return position


def fills(by: Actor, *, role: Role, unit: Unit) -> bool:
    """Whether the actor's reach is that of the editors who fill the role's seats at the unit."""
    scopes = [grant.unit for grant in by.grants_of("people.edit") if grant.unit is not None]
    reaching = [scope for scope in scopes if unit.path.startswith(scope)]
    fits = {
        AppointedBy.HOUSE: "" in reaching,
        AppointedBy.ABOVE: any(scope != unit.path for scope in reaching),
        AppointedBy.UNIT: bool(reaching),
        AppointedBy.STANDING: False,
    }
    return fits[role.appointed_by]


def require_filling(by: Actor, *, role: str, unit: Unit) -> None:
    """Raise NotYours unless the role's seats are filled by editors with the actor's reach."""
    known = rulebook().roles.get(role)
    if known is None:
        raise BadInput("people.role_unknown", role=role)
    if not fills(by, role=known, unit=unit):
        raise NotYours("people.role_not_yours", role=str(known))


def seat_codes(unit_code: str, seat: Seat) -> list[str]:
    """The codes of a seat's positions: ``logistics.liaison``, ``gates.guard-1``, ``gates.guard-2``."""
    if seat.count == 1:
        return [f"{unit_code}.{seat.suffix}"]
    return [f"{unit_code}.{seat.suffix}-{number}" for number in range(1, seat.count + 1)]


def _unit(unit_id: UUID) -> Unit:
    unit = Unit.objects.in_force().filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    return unit


def _position(position_id: UUID) -> Position:
    position = (
        Position.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=position_id).first()
    )
    if position is None:
        raise NotVisible
    return position


def _words_of(position: Position) -> dict[str, str]:
    return {
        "title": position.title,
        "title_en": position.title_en,
        "phone": position.phone,
        "place": position.place_path,
    }
