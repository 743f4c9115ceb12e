"""Who holds which seat, and where somebody lives: the acts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.public import Residence, move_resident
from anlan.foundation.people.models import Appointment, Position
from anlan.foundation.people.public import (
    Capacity,
    appoint,
    end_appointment,
    person_by_number,
    visible,
)
from anlan.foundation.people.selectors.persons import person_to_appoint
from anlan.foundation.ui.wire import Given, Text, example
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
router = Router(tags=["people"])


class AppointIn(Given):
    """A person by their number, a seat by its code."""

    model_config = example(person="T00012", position="cs.dean", capacity="seat", valid_until=None)

    person: str = Field(min_length=1, max_length=40)
    position: str = Field(min_length=1, max_length=80)
    capacity: Capacity = Capacity.SEAT
    valid_from: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None


class EndIn(Given):
    """Why it ends."""

    model_config = example(note="届满")

    note: Text = ""


class AppointmentOut(Schema):
    """A person on a seat, from-until."""

    model_config = example(
        id=KEY,
        person="T00012",
        position="cs.dean",
        capacity="seat",
        valid_from="2022-05-20T01:00:00Z",
        valid_until=None,
    )

    id: UUID
    person: str
    position: str
    capacity: str
    valid_from: datetime
    valid_until: datetime | None


class ResidentMoveIn(Given):
    """The code of the new bed, or of a room without numbered beds, and why."""

    model_config = example(place="D1-101-2", note="下铺方便")

    place: str = Field(min_length=1, max_length=60)
    note: Text = ""


class ResidenceOut(Schema):
    """Where a person lives from now on."""

    model_config = example(person="S2019001", place="D1-101-2", valid_from="2022-05-20T01:00:00Z")

    person: str
    place: str
    valid_from: datetime


@router.post("/appointments", response={201: AppointmentOut}, summary="Appoint")
def appoint_person(request: HttpRequest, asked: AppointIn) -> dict[str, Any]:
    """Let a person hold a seat; nobody appoints themselves."""
    actor = actor_in(request)
    seats = visible(Position.objects.in_force(), actor, "people.read").select_related("unit")
    seat = seats.filter(code=asked.position).first()
    if seat is None:
        raise NotVisible
    made = appoint(
        person_id=person_to_appoint(actor, asked.person, at=seat.unit).pk,
        position_id=seat.pk,
        capacity=asked.capacity,
        valid_from=asked.valid_from,
        valid_until=asked.valid_until,
        by=actor,
    )
    return _appointment(made)


@router.post("/appointments/{appointment_id}/end", response=AppointmentOut, summary="End an appointment")
def end_appointed(request: HttpRequest, appointment_id: UUID, asked: EndIn) -> dict[str, Any]:
    """End an appointment now; it stops working with the next request. One may end one's own."""
    return _appointment(end_appointment(appointment_id=appointment_id, note=asked.note, by=actor_in(request)))


@router.post("/persons/{number}/move", response={201: ResidenceOut}, summary="Move a resident")
def move_person(request: HttpRequest, number: str, asked: ResidentMoveIn) -> dict[str, Any]:
    """End a person's stay and begin another at a free bed; the old stay stays on record."""
    actor = actor_in(request)
    person = person_by_number(actor, number)
    stay: Residence = move_resident(person_id=person.pk, place_code=asked.place, note=asked.note, by=actor)
    return {"person": person.number, "place": stay.place.code, "valid_from": stay.valid_from}


def _appointment(held: Appointment) -> dict[str, Any]:
    capacity = Capacity.SECRETARY if held.secretary else Capacity.DEPUTY if held.deputy else Capacity.SEAT
    return {
        "id": held.pk,
        "person": held.person.number,
        "position": held.position.code,
        "capacity": str(capacity),
        "valid_from": held.valid_from,
        "valid_until": held.valid_until,
    }
