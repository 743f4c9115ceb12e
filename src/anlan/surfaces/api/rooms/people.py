"""Units, their seats, and the seats of whoever asks. Persons are named only as holders of a seat."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import (
    in_language,
    positions_of,
    require_held,
    seats_of,
    title_of,
    unit_for,
    units_for,
    visible,
)
from anlan.foundation.people.selectors.units import SeatLine, searched
from anlan.foundation.ui.wire import Listed, Text, Window, example, listed, part_of
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
router = Router(tags=["people"])


class UnitsQuery(Window):
    """Which units."""

    q: Text = Field("", description="A part of the name, an alias, or the beginning of the code.")
    kind: Text = Field("", description="A kind of unit, such as `college`.")


class PositionsQuery(Window):
    """Which seats."""

    unit: Text = Field("", description="The code of a unit.")
    role: Text = Field("", description="A role, such as `unit_head`.")


class UnitOut(Schema):
    """A unit; `path` are the codes from the root down, each ended by a stroke."""

    model_config = example(
        id=KEY,
        code="cs",
        name="计算机学院",
        name_en="College of Computing",
        short_name="",
        kind="college",
        path="anlan/cs/",
        parent="anlan",
    )

    id: UUID
    code: str
    name: str
    name_en: str
    short_name: str
    kind: str
    path: str
    parent: str | None


class UnitsOut(Listed):
    """A part of the units in force."""

    items: list[UnitOut]


class HolderOut(Schema):
    """Who holds a seat now, in which capacity: `seat`, `deputy` or `secretary`."""

    model_config = example(name="唐柏", capacity="seat")

    name: str
    capacity: str


class PositionOut(Schema):
    """A seat that acts."""

    model_config = example(
        id=KEY, code="cs.dean", title="院长", unit="cs", role="unit_head", phone="8000-2001"
    )

    id: UUID
    code: str
    title: str
    unit: str
    role: str
    phone: str


class SeatOut(PositionOut):
    """A seat and who holds it."""

    model_config = example(
        id=KEY,
        code="cs.dean",
        title="院长",
        unit="cs",
        role="unit_head",
        phone="8000-2001",
        holders=[{"name": "唐柏", "capacity": "seat"}],
    )

    holders: list[HolderOut]


class PositionsOut(Listed):
    """A part of the seats in force."""

    items: list[PositionOut]


class UnitDetail(UnitOut):
    """A unit with its seats."""

    model_config = example(
        id=KEY,
        code="cs",
        name="计算机学院",
        name_en="College of Computing",
        short_name="",
        kind="college",
        path="anlan/cs/",
        parent="anlan",
        aliases=["计算机科学学院"],
        seats=[],
    )

    aliases: list[str]
    seats: list[SeatOut]


class HeldOut(Schema):
    """A seat that whoever asks holds now; `appointment` is what one switches to."""

    model_config = example(
        appointment=KEY, position="cs.dean", title="计算机学院院长", capacity="seat", current=True
    )

    appointment: UUID
    position: str
    title: str
    capacity: str
    current: bool


@router.get("/units", response=UnitsOut, summary="List units")
def list_units(request: HttpRequest, asked: Query[UnitsQuery]) -> dict[str, Any]:
    """Units in force that the position in use may see, parents before children."""
    require_held(actor_in(request), "people.read")
    rows = searched(units_for(actor_in(request)), asked.q).select_related("parent").order_by("path")
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    units, place = part_of(rows, asked)
    return listed([_unit(unit) for unit in units], place)


@router.get("/units/{code}", response=UnitDetail, summary="Read a unit")
def read_unit(request: HttpRequest, code: str) -> dict[str, Any]:
    """One unit by its code, with its seats, their telephones and who holds them now."""
    unit = unit_for(actor_in(request), code)
    seats = [_seat(line, unit) for line in seats_of(actor_in(request), unit)]
    return {**_unit(unit), "aliases": unit.aliases, "seats": seats}


@router.get("/positions", response=PositionsOut, summary="List positions")
def list_positions(request: HttpRequest, asked: Query[PositionsQuery]) -> dict[str, Any]:
    """Seats in force, by unit and role."""
    require_held(actor_in(request), "people.read")
    rows = visible(Position.objects.in_force(), actor_in(request), "people.read").select_related("unit")
    wanted = {"unit__code": asked.unit, "role": asked.role}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    found, place = part_of(rows.order_by("unit__path", "order", "code"), asked)
    return listed([_position(one, one.unit) for one in found], place)


@router.get("/positions/mine", response=list[HeldOut], summary="My positions")
def list_my_positions(request: HttpRequest) -> list[dict[str, Any]]:
    """The seats that whoever asks holds now, the one to start in first."""
    actor = actor_in(request)
    held = positions_of(actor.person_id) if actor.person_id else []
    return [
        {
            "appointment": one.pk,
            "position": one.position.code,
            "title": title_of(one.position),
            "capacity": _capacity(one),
            "current": one.pk == actor.appointment_id,
        }
        for one in held
    ]


def _unit(unit: Unit) -> dict[str, Any]:
    names = ("code", "name", "name_en", "short_name", "kind", "path")
    told = {name: getattr(unit, name) for name in names}
    return {"id": unit.pk, **told, "parent": unit.parent.code if unit.parent else None}


def _position(position: Position, unit: Unit) -> dict[str, Any]:
    return {
        "id": position.pk,
        "code": position.code,
        "title": in_language(position.title, position.title_en),
        "unit": unit.code,
        "role": position.role,
        "phone": position.phone,
    }


def _seat(line: SeatLine, unit: Unit) -> dict[str, Any]:
    holders = [{"name": one.person.name, "capacity": _capacity(one)} for one in line.holders]
    return {**_position(line.position, unit), "holders": holders}


def _capacity(held: Any) -> str:
    return "secretary" if held.secretary else "deputy" if held.deputy else "seat"
