"""Loading whole sheets by COPY, inside the caller's transaction; the caller writes the file's ledger line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models import (
    Appointment,
    Group,
    Membership,
    Person,
    Position,
    Standing,
    Unit,
)
from anlan.foundation.people.names import sort_key
from anlan.foundation.people.permission import require_at, require_held
from anlan.foundation.people.rows import (
    AppointmentRow,
    GroupRow,
    MembershipRow,
    PersonRow,
    PositionRow,
    StandingRow,
    UnitRow,
)
from anlan.foundation.people.services.clashes import clashes_told

LOADING_VERB = "intake.run"


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a model's table; ``columns`` are field names and all that the table needs."""
    quote, fields = connection.ops.quote_name, {field.name: field for field in model._meta.concrete_fields}
    names = ", ".join(quote(str(fields[name].column)) for name in columns)
    statement = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    with clashes_told(), connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def add_units(rows: Iterable[UnitRow], *, by: Actor) -> dict[str, UUID]:
    """New units; a parent comes before its children or is there already. Gives code → id."""
    require_held(by, LOADING_VERB)
    known = {code: (pk, path) for code, pk, path in Unit.objects.values_list("code", "pk", "path")}
    now, ids, lines = clock.now(), dict[str, UUID](), list[tuple[Any, ...]]()
    for row in rows:
        if row.parent and row.parent not in known:
            raise BadInput("people.parent_unknown", code=row.code, parent=row.parent)
        parent_id, above = known[row.parent] if row.parent else (None, "")
        ids[row.code], path = new_id(), f"{above}{row.code}/"
        known[row.code] = (ids[row.code], path)
        names = (row.name, row.name_en, row.short_name, list(row.aliases))
        lines.append((ids[row.code], row.code, *names, row.kind, parent_id, path, row.order, now, now))
    columns = ("id", "code", "name", "name_en", "short_name", "aliases", "kind")
    copy_rows(Unit, (*columns, "parent", "path", "order", "valid_from", "recorded_at"), lines)
    return ids


def add_persons(rows: Iterable[PersonRow], *, by: Actor) -> dict[str, UUID]:
    """New persons with their pinyin. Gives number → id."""
    require_held(by, LOADING_VERB)
    now, listed = clock.now(), list(rows)
    ids = {row.number: new_id() for row in listed}
    lines = (
        (ids[row.number], row.number, list(row.other_numbers), row.name, sort_key(row.name), row.phone, now)
        for row in listed
    )
    copy_rows(Person, ("id", "number", "other_numbers", "name", "sort_key", "phone", "recorded_at"), lines)
    return ids


def change_persons(rows: Iterable[PersonRow], *, by: Actor) -> int:
    """Other names, telephones or further numbers for persons already here, by number."""
    require_held(by, LOADING_VERB)
    told = {row.number: row for row in rows}
    persons = list(Person.objects.select_for_update().filter(number__in=told))
    for person in persons:
        row = told[person.number]
        person.name, person.sort_key, person.phone = row.name, sort_key(row.name), row.phone
        person.other_numbers = list(row.other_numbers) or person.other_numbers
    fields = ("name", "sort_key", "phone", "other_numbers")
    return Person.objects.bulk_update(persons, fields, batch_size=1000)


def add_standings(rows: Iterable[StandingRow], *, by: Actor) -> int:
    """New standings."""
    require_held(by, LOADING_VERB)
    now, lines = clock.now(), list[tuple[Any, ...]]()
    for row in rows:
        window = (row.valid_from or now, row.valid_until)
        lines.append((new_id(), row.person, row.kind, row.unit, row.place_path, *window, now))
    columns = ("id", "person", "kind", "unit", "place_path", "valid_from", "valid_until", "recorded_at")
    copy_rows(Standing, columns, lines)
    return len(lines)


def add_groups(rows: Iterable[GroupRow], *, by: Actor) -> dict[str, UUID]:
    """New groups. Gives code → id."""
    require_held(by, LOADING_VERB)
    now, listed = clock.now(), list(rows)
    ids = {row.code: new_id() for row in listed}
    columns = ("id", "code", "name", "name_en", "kind", "unit", "valid_from", "recorded_at")
    copy_rows(
        Group,
        columns,
        ((ids[row.code], row.code, row.name, row.name_en, row.kind, row.unit, now, now) for row in listed),
    )
    return ids


def add_memberships(rows: Iterable[MembershipRow], *, by: Actor) -> int:
    """New memberships."""
    require_held(by, LOADING_VERB)
    now = clock.now()
    lines = [(new_id(), row.group, row.person, row.part, now, now) for row in rows]
    copy_rows(Membership, ("id", "group", "person", "part", "valid_from", "recorded_at"), lines)
    return len(lines)


def add_positions(rows: Iterable[PositionRow], *, by: Actor) -> dict[str, UUID]:
    """New positions; only by house-wide editors. Gives code → id."""
    _require_house_wide(by)
    now, ids, lines = clock.now(), dict[str, UUID](), list[tuple[Any, ...]]()
    for row in rows:
        ids[row.code] = new_id()
        words = (row.title, row.title_en, row.role, row.place_path, row.phone)
        lines.append((ids[row.code], row.code, row.unit, *words, row.order, now, now))
    columns = ("id", "code", "unit", "title", "title_en", "role", "place_path", "phone", "order")
    copy_rows(Position, (*columns, "valid_from", "recorded_at"), lines)
    return ids


def add_appointments(rows: Iterable[AppointmentRow], *, by: Actor) -> int:
    """New appointments; only by house-wide editors, and never one's own."""
    _require_house_wide(by)
    now, listed = clock.now(), list(rows)
    if by.person_id is not None and any(row.person == by.person_id for row in listed):
        raise NotYours("people.own_appointment")
    lines = [
        (new_id(), row.person, row.position, row.deputy, row.secretary, row.valid_from or now, now)
        for row in listed
    ]
    columns = ("id", "person", "position", "deputy", "secretary", "valid_from", "recorded_at")
    copy_rows(Appointment, columns, lines)
    return len(lines)


def end_standings(ids: Iterable[UUID], *, by: Actor, at: datetime | None = None) -> int:
    """End standings that are in force."""
    require_held(by, LOADING_VERB)
    ends = at or clock.now()
    return Standing.objects.in_force(ends).filter(pk__in=list(ids)).update(valid_until=ends)


def end_memberships(ids: Iterable[UUID], *, by: Actor, at: datetime | None = None) -> int:
    """End memberships that are in force."""
    require_held(by, LOADING_VERB)
    ends = at or clock.now()
    return Membership.objects.in_force(ends).filter(pk__in=list(ids)).update(valid_until=ends)


def _require_house_wide(by: Actor) -> None:
    """Seats carry permissions: who loads them must be able to fill any of them."""
    require_at(by, "people.edit", kind="people.position", facts=Facts())
