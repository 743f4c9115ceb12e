"""Persons as far as the viewer may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.ledger.public import Line, history, lines_of
from anlan.foundation.people.models import Group, Membership, Person, Position, Standing, Unit
from anlan.foundation.people.models.lasting import in_force_q
from anlan.foundation.people.names import letters_pattern
from anlan.foundation.people.permission import allowed, visible

LOOK = "people.read_person"
SHOWN_LINES = 20


def persons_for(
    viewer: Actor, *, search: str = "", unit: Unit | None = None, standing: str = ""
) -> QuerySet[Person]:
    """Persons by name, pinyin or number, at or below a unit, of a standing; with their standings in force."""
    rows = visible(Person.objects.all(), viewer, "people.read_person")
    if search.strip():
        rows = rows.filter(_found_by(search.strip()))
    if unit is not None or standing:
        rows = rows.filter(pk__in=_standing_at(unit, standing))
    return rows.prefetch_related(
        Prefetch(
            "standings", queryset=Standing.objects.in_force().select_related("unit"), to_attr="now_standing"
        )
    )


def person_for(viewer: Actor, person_id: UUID) -> Person:
    """One person."""
    person = visible(Person.objects.all(), viewer, "people.read_person").filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    return person


def person_by_number(viewer: Actor, number: str) -> Person:
    """One person by a number, also one of their other numbers."""
    known = Q(number=number.strip()) | Q(other_numbers__contains=[number.strip()])
    person = visible(Person.objects.all(), viewer, "people.read_person").filter(known).first()
    if person is None:
        raise NotVisible
    return person


def person_to_appoint(viewer: Actor, number: str, *, at: Unit) -> Person:
    """The person of that number, for an editor of the unit who types the whole number."""
    if not allowed(viewer, "people.edit", at):
        raise NotVisible
    person = Person.objects.filter(number=number.strip()).first()
    if person is None:
        raise NotVisible
    return person


def standings_through_time(person: Person) -> list[Standing]:
    """All standings of a person that one may see, newest first."""
    return list(person.standings.select_related("unit").order_by("-valid_from"))


def standing_for(viewer: Actor, standing_id: UUID) -> Standing:
    """One standing of a person that the viewer may see."""
    rows = visible(Standing.objects.select_related("person", "unit"), viewer, "people.read_person")
    row = rows.filter(pk=standing_id).first()
    if row is None:
        raise NotVisible
    return row


def acts_on(person: Person) -> list[Line]:
    """What was done to a person's data and standings, newest first; looking is apart."""
    rows = history("people.person", person.pk).exclude(verb=LOOK)
    for standing_id in person.standings.values_list("pk", flat=True):
        rows = rows | history("people.standing", standing_id)
    return lines_of(rows[:SHOWN_LINES])


def looks_at(person: Person) -> list[Line]:
    """Who opened the person's page, newest first."""
    return lines_of(history("people.person", person.pk).filter(verb=LOOK)[:SHOWN_LINES])


def groups_of(person: Person) -> list[Membership]:
    """The groups that a person belongs to now."""
    return list(person.memberships.filter(in_force_q(clock.now())).select_related("group__unit"))


def person_numbers() -> dict[str, UUID]:
    """Every number under which a person is known → the person; for difference reports."""
    known: dict[str, UUID] = {}
    for pk, number, others in Person.objects.values_list("pk", "number", "other_numbers"):
        known |= dict.fromkeys(others, pk) | {number: pk}
    return known


def unit_codes() -> dict[str, UUID]:
    """Every unit's code → its key."""
    return dict(Unit.objects.values_list("code", "pk"))


def group_codes() -> dict[str, UUID]:
    """Every group's code → its key."""
    return dict(Group.objects.values_list("code", "pk"))


def position_codes() -> dict[str, UUID]:
    """Every position's code → its key."""
    return dict(Position.objects.values_list("code", "pk"))


def _found_by(wanted: str) -> Q:
    found = Q(name__icontains=wanted) | Q(number=wanted) | Q(other_numbers__contains=[wanted])
    pattern = letters_pattern(wanted)
    return found | Q(sort_key__regex=pattern) if pattern else found


def _standing_at(unit: Unit | None, standing: str) -> QuerySet[Standing, UUID]:
    rows = Standing.objects.in_force()
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    if standing:
        rows = rows.filter(kind=standing)
    return rows.values_list("person_id", flat=True)
