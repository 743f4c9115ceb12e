"""Who sits where on the demo, and the ready roles that a visitor may take."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.demo.grounds import data
from anlan.demo.sheets import Row, SheetRows
from anlan.foundation.accounts.public import create_account, give_demo_factor
from anlan.foundation.intake.public import Sheet
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Appointment, Person, Position, Standing, Unit
from anlan.foundation.people.public import AppointmentRow, actor_in, add_appointments, rulebook

HEADS = ("unit_head", "security_head")


@transaction.atomic
def fill_seats(*, by: Actor) -> str:
    """Give every seat a member of staff, of its unit while there are any; one ledger line for all."""
    ready = {(role["unit"], role["role"]) for role in data("story.json")["roles"]}
    seats = list(Position.objects.in_force().select_related("unit").order_by("unit__path", "order", "code"))
    seats.sort(key=lambda seat: (seat.unit.code, seat.role) not in ready)
    staff = _Staff()
    rows = [
        AppointmentRow(
            person=staff.next_for(seat.unit, apart=(seat.unit.code, seat.role) in ready), position=seat.pk
        )
        for seat in seats
    ]
    count = add_appointments(rows, by=by)
    holder.cache_clear()
    record("people.appoint", on=Unit.objects.order_by("path")[0], by=by, count=count, note="demo")
    return f"{count:,} appointments"


def seat_phones() -> SheetRows:
    """The sheet of positions with an internal number for each seat that a title names at its unit."""
    seats = Position.objects.in_force().select_related("unit")
    named = {(seat.unit.code, seat.title) for seat in seats}
    rows: list[Row] = [
        {"unit": unit, "title": title, "phone": f"8001-{place:04d}"}
        for place, (unit, title) in enumerate(sorted(named), 1)
    ]
    return SheetRows(Sheet.POSITIONS, rows)


class _Staff:
    """Hands out staff: those without a seat first, of the unit, of the units above, of the house."""

    def __init__(self) -> None:
        kinds = [code for code, kind in rulebook().standings.items() if kind.role == "staff"]
        rows = Standing.objects.in_force().filter(kind__in=kinds).order_by("person__number")
        self._free: defaultdict[str, deque[UUID]] = defaultdict(deque)
        self._seated: deque[UUID] = deque()
        for code, person in rows.values_list("unit__code", "person"):
            self._free[code].append(person)

    def next_for(self, unit: Unit, *, apart: bool) -> UUID:
        """A person for a seat of the unit; when everybody sits somewhere, those not apart take turns."""
        near = reversed(unit.path.strip("/").split("/"))
        code = next((one for one in (*near, *self._free) if self._free.get(one)), None)
        person = self._free[code].popleft() if code is not None else self._seated.popleft()
        if not apart:
            self._seated.append(person)
        return person


@cache
def holder(unit: str, role: str) -> Appointment:
    """The first appointment in a seat of that role at a unit; asked once after the seats were filled."""
    held = Appointment.objects.in_force().filter(position__unit__code=unit, position__role=role)
    return held.select_related("person", "position__unit").order_by("position__order", "position__code")[0]


def acting(unit: str, role: str) -> Actor:
    """The holder of a seat, as after signing in with a second factor."""
    return replace(actor_in(holder(unit, role)), second_factor=True)


def heads_of(units: Iterable[Unit]) -> list[Actor]:
    """The heads of some units, in the order of the units' codes; units without a head are passed over."""
    held = Appointment.objects.in_force().filter(position__unit__in=list(units), position__role__in=HEADS)
    rows = held.select_related("person", "position__unit").order_by("-position__order")
    first = {row.position.unit.code: row for row in rows}
    return [actor_in(first[code]) for code in sorted(first)]


@transaction.atomic
def open_roles(*, by: Actor) -> str:
    """Accounts for the ready roles, with a real second factor where the role binds others."""
    wanted = data("story.json")["roles"]
    for role in wanted:
        seat = holder(role["unit"], role["role"])
        _open(role["key"], seat.person, role["role"], by=by)
    student = Person.objects.filter(standings__unit__code="chemistry", standings__kind="undergraduate")
    _open("student", student.order_by("number")[0], "student", by=by)
    return f"{len(wanted) + 1} accounts"


def _open(key: str, person: Person, role: str, *, by: Actor) -> None:
    account = create_account(username=key, person=person, by=by, demo_role=role)
    if rulebook().roles[role].enacts():
        give_demo_factor(account_id=account.pk, by=by)
