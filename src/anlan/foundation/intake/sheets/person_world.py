"""What is known when a sheet of persons is judged: numbers, contacts, standings, classes, decisions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from anlan.core.kernel import clock
from anlan.foundation.intake.models import NumberAlias
from anlan.foundation.intake.sheets.ground import KnownUnit, Units
from anlan.foundation.people.models import Group, Membership, Person, Standing
from anlan.foundation.people.public import rulebook

CLASS = "class"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as known; ``others`` are their further numbers."""

    id: UUID
    number: str
    name: str
    phone: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A person's standing of the kind that the sheet speaks of."""

    id: UUID
    person_id: UUID
    kind: str
    unit_id: UUID
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's membership in a class."""

    id: UUID
    code: str


@dataclass(slots=True)
class PersonWorld:
    """Everything known, by what a row can name; six queries, whatever the number of rows."""

    units: Units = field(default_factory=Units)
    by_number: dict[str, KnownPerson] = field(default_factory=dict)
    by_id: dict[UUID, KnownPerson] = field(default_factory=dict)
    homes: dict[UUID, Home] = field(default_factory=dict)
    classes: dict[UUID, Seat] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)
    group_codes: dict[tuple[UUID, str], str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    different: set[frozenset[str]] = field(default_factory=set)
    contacts: dict[tuple[str, str], str] = field(default_factory=dict)
    names_of_phone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def load(cls, *, students: bool) -> PersonWorld:
        """As of now."""
        world = cls(units=Units.load())
        world._load_persons()
        world._load_homes(students=students)
        world._load_decisions()
        if students:
            world._load_classes()
        return world

    def _load_persons(self) -> None:
        rows = Person.objects.order_by().values_list("id", "number", "name", "phone", "other_numbers")
        for key, number, name, phone, others in rows.iterator(chunk_size=10_000):
            person = KnownPerson(key, number, name, phone, tuple(others))
            self.by_id[key] = person
            self.by_number[number] = person
            for other in others:
                self.by_number.setdefault(other, person)
            if phone:
                self.contacts.setdefault((name, phone), number)
                self.names_of_phone[phone].add(name)

    def _load_homes(self, *, students: bool) -> None:
        kinds = [kind.code for kind in rulebook().standings.values() if kind.student == students]
        lasting = Q(valid_until=None) | Q(valid_until__gt=clock.now())
        rows = Standing.objects.filter(lasting, kind__in=kinds).order_by("valid_from")
        told = rows.values_list("id", "person_id", "kind", "unit_id", "valid_until")
        for key, person_id, kind, unit_id, until in told.iterator(chunk_size=10_000):
            self.homes.setdefault(person_id, Home(key, person_id, kind, unit_id, until))

    def _load_decisions(self) -> None:
        for number, kept, same in NumberAlias.objects.values_list("number", "kept_number", "same"):
            if same:
                self.same[number] = kept
            else:
                self.different.add(frozenset((number, kept)))

    def _load_classes(self) -> None:
        classes = Group.objects.in_force().filter(kind=CLASS)
        for key, code, name, unit_id in classes.values_list("id", "code", "name", "unit_id"):
            self.groups[code] = key
            self.group_codes.setdefault((unit_id, name), code)
        rows = Membership.objects.in_force().filter(group__kind=CLASS, part=Membership.Part.MEMBER)
        told = rows.values_list("id", "person_id", "group__code")
        for key, person_id, code in told.iterator(chunk_size=10_000):
            self.classes.setdefault(person_id, Seat(key, code))

    def kept(self, number: str) -> str:
        """The number under which the person of this number is kept."""
        known = self.by_number.get(number)
        if known is not None:
            return known.number
        kept = self.same.get(number, number)
        return self.by_number[kept].number if kept in self.by_number else kept

    def are_two(self, number: str, other: str) -> bool:
        """Whether somebody has decided that the two numbers mean two persons."""
        return frozenset((number, other)) in self.different

    def number_of_contact(self, name: str, phone: str) -> str:
        """The number of the person of that name and telephone, "" when there is none."""
        return self.contacts.get((name, phone), "") if phone else ""

    def phone_belongs_to_another(self, phone: str, name: str) -> bool:
        """Whether somebody of another name has the same telephone."""
        return bool(self.names_of_phone.get(phone, set()) - {name})

    def group_code(self, text: str, unit: KnownUnit) -> str:
        """A class by its code, or by its name within a unit; an unknown one gets a code of the unit's."""
        if text in self.groups:
            return text
        return self.group_codes.get((unit.id, text)) or f"{unit.code}-{text}"[:60]
