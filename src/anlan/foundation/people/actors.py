"""Building the actor of a request from an appointment in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from anlan.core.access import VERBS, Actor, Grant
from anlan.core.kernel import clock
from anlan.foundation.people.models import Appointment, Person, Position, Standing, Unit
from anlan.foundation.people.rulebook import Reach, Role, RoleGrant, in_language, rulebook

# In which of one's positions one starts: a seat before a deputy, then as the seats stand.
FIRST_HELD = ("secretary", "deputy", "position__order", "valid_from", "pk")


class SignedIn(Protocol):
    """An account as people need it: its key and its person."""

    @property
    def pk(self) -> UUID: ...

    @property
    def person(self) -> Person | None: ...


def actor_of(
    account: SignedIn,
    appointment: Appointment | None,
    *,
    standings: Iterable[Standing] = (),
    second_factor: bool = False,
) -> Actor:
    """The actor of an account in one appointment; both must be loaded, no query is made.

    ``standings`` are those in force: what everybody of that kind may do, whatever their position.
    """
    person = account.person
    if person is None:
        return Actor(account_id=account.pk)
    position = appointment.position if appointment else None
    return Actor(
        account_id=account.pk,
        person_id=person.pk,
        position_id=position.pk if position else None,
        appointment_id=appointment.pk if appointment else None,
        label=person.name,
        title=title_of(position) if position else "",
        unit_path=position.unit.path if position else "",
        grants=(*_appointed(appointment), *_standing(standings)),
        second_factor=second_factor,
        acting_for=position.pk if appointment and position and appointment.secretary else None,
    )


def actor_in(appointment: Appointment) -> Actor:
    """The actor that an appointment alone would make, without an account; for explaining."""
    position = appointment.position
    return Actor(
        person_id=appointment.person_id,
        position_id=position.pk,
        appointment_id=appointment.pk,
        label=appointment.person.name,
        title=title_of(position),
        unit_path=position.unit.path,
        grants=tuple(_appointed(appointment)),
    )


def positions_of(person: Person | UUID, at: datetime | None = None) -> list[Appointment]:
    """The person's appointments in force with position and unit, the one to start in first; one query."""
    person_id = person.pk if isinstance(person, Person) else person
    now = at or clock.now()
    rows = Appointment.objects.in_force(now).filter(person_id=person_id).select_related("position__unit")
    return [row for row in rows.order_by(*FIRST_HELD) if row.position.covers(now)]


def standings_of(person: Person | UUID, at: datetime | None = None) -> list[Standing]:
    """The person's standings in force with their units; one query."""
    person_id = person.pk if isinstance(person, Person) else person
    return list(Standing.objects.in_force(at).filter(person_id=person_id).select_related("unit"))


def title_of(position: Position) -> str:
    """A position as people say it: ``后勤处联络员`` or ``Liaison, Logistics``."""
    unit = position.unit
    zh = f"{unit.short_name or unit.name}{position.title}"
    return in_language(zh, f"{position.title_en or position.title}, {unit.name_en or unit.name}")


def grants_of(role: Role, *, unit: Unit, place_path: str = "", stand_in: bool = False) -> Iterator[Grant]:
    """What a role gives at a unit and place; a secretary who stands in gets no enacting verb."""
    for row in role.grants:
        for verb in row.verbs:
            if not (stand_in and _enacts(verb)):
                yield _grant(verb, row, unit, place_path)


def _grant(verb: str, row: RoleGrant, unit: Unit, place_path: str) -> Grant:
    return Grant(
        verb=verb,
        unit={Reach.ALL: "", Reach.UNIT: unit.path}.get(row.reach),
        place=(place_path or None) if row.reach is Reach.PLACE else None,
        own=row.reach is Reach.OWN,
        compartments=row.compartments,
    )


def _appointed(appointment: Appointment | None) -> Iterator[Grant]:
    if appointment is None:
        return iter(())
    position = appointment.position
    role = rulebook().roles.get(position.role)
    if role is None:
        return iter(())
    return grants_of(role, unit=position.unit, place_path=position.place_path, stand_in=appointment.secretary)


def _standing(standings: Iterable[Standing]) -> Iterator[Grant]:
    book = rulebook()
    for standing in standings:
        kind = book.standings.get(standing.kind)
        if kind is not None and kind.role:
            yield from grants_of(book.roles[kind.role], unit=standing.unit)


def _enacts(verb: str) -> bool:
    known = VERBS.get(verb)
    return known is not None and known.enacts
