"""Persons, their standings and their groups, one at a time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Group, Membership, Person, Standing, Unit
from anlan.foundation.people.names import sort_key
from anlan.foundation.people.permission import require, require_at
from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.services.clashes import clashes_told
from anlan.foundation.people.services.telling import told_unit


@transaction.atomic
def create_person(
    *, number: str, name: str, standing: str, unit_id: UUID, by: Actor, phone: str = ""
) -> Person:
    """Take somebody in with a first standing at a unit."""
    unit = _unit(unit_id)
    facts = Facts(units=frozenset({unit.path}))
    require_at(by, "people.edit", kind="people.person", facts=facts)
    _known_standing(standing)
    with clashes_told():
        person = Person.objects.create(number=number, name=name, sort_key=sort_key(name), phone=phone)
        Standing.objects.create(person=person, kind=standing, unit=unit)
    record(
        "people.add_person",
        on=person,
        by=by,
        after={"number": number, "name": name, "unit": told_unit(unit), "standing": standing},
    )
    return person


@transaction.atomic
def change_person(*, person_id: UUID, name: str, phone: str, by: Actor) -> Person:
    """Another name or telephone; the pinyin follows the name."""
    person = _person(person_id)
    require(by, "people.edit", person)
    before = {"name": person.name, "phone": person.phone}
    person.name, person.sort_key, person.phone = name, sort_key(name), phone
    person.save(update_fields=("name", "sort_key", "phone"))
    record("people.change_person", on=person, by=by, before=before, after={"name": name, "phone": phone})
    return person


@transaction.atomic
def give_standing(
    *,
    person_id: UUID,
    standing: str,
    unit_id: UUID,
    by: Actor,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> Standing:
    """A further standing at a unit."""
    person, unit = _person(person_id), _unit(unit_id)
    require_at(by, "people.edit", kind="people.standing", facts=Facts(units=frozenset({unit.path})))
    _known_standing(standing)
    with clashes_told():
        row = Standing.objects.create(
            person=person,
            kind=standing,
            unit=unit,
            valid_from=valid_from or clock.now(),
            valid_until=valid_until,
        )
    after = {"kind": standing, "unit": told_unit(unit)}
    record("people.give_standing", on=row, by=by, after=after | _window(row))
    return row


@transaction.atomic
def end_standing(*, standing_id: UUID, by: Actor, at: datetime | None = None, note: str = "") -> Standing:
    """End a standing."""
    row = (
        Standing.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=standing_id).first()
    )
    if row is None:
        raise NotVisible
    require(by, "people.edit", row)
    ends = at or clock.now()
    if row.valid_until is not None and row.valid_until <= ends:
        raise Conflict("people.already_ended")
    row.valid_until = ends
    with clashes_told():
        row.save(update_fields=("valid_until",))
    after = {"kind": row.kind, "unit": told_unit(row.unit), "until": ends.isoformat()}
    record("people.end_standing", on=row, by=by, note=note, after=after)
    return row


@transaction.atomic
def create_group(*, code: str, name: str, kind: str, unit_id: UUID, by: Actor, name_en: str = "") -> Group:
    """A class, course or laboratory group under a unit."""
    unit = _unit(unit_id)
    require_at(by, "people.edit", kind="people.group", facts=Facts(units=frozenset({unit.path})))
    if kind not in rulebook().groups:
        raise BadInput("people.kind_unknown", kind=kind)
    with clashes_told():
        group = Group.objects.create(code=code, name=name, name_en=name_en, kind=kind, unit=unit)
    record("people.open_group", on=group, by=by, after={"code": code, "name": name, "unit": told_unit(unit)})
    return group


@transaction.atomic
def join_group(*, group_id: UUID, person_id: UUID, by: Actor, part: str = "member") -> Membership:
    """Put a person into a group."""
    group = Group.objects.select_related("unit").filter(pk=group_id).first()
    if group is None:
        raise NotVisible
    require(by, "people.edit", group)
    person = _person(person_id)
    with clashes_told():
        row = Membership.objects.create(group=group, person=person, part=part)
    record("people.join_group", on=row, by=by, after={"group": group.code, "part": part})
    return row


def _unit(unit_id: UUID) -> Unit:
    unit = Unit.objects.in_force().filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    return unit


def _person(person_id: UUID) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    return person


def _known_standing(kind: str) -> None:
    if kind not in rulebook().standings:
        raise BadInput("people.kind_unknown", kind=kind)


def _window(row: Standing) -> dict[str, str]:
    """From when, and until when if that is known."""
    ends = {"until": row.valid_until.isoformat()} if row.valid_until else {}
    return {"from": row.valid_from.isoformat()} | ends
