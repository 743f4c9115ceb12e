"""A small university with a few people, for tests; bare rows, so that tests of services stay apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.actors import actor_of, positions_of, standings_of
from anlan.foundation.people.models import Appointment, Person, Position, Standing, Unit
from anlan.foundation.people.names import sort_key


def unit(code: str, kind: str = "office", *, parent: Unit | None = None, name: str = "") -> Unit:
    return Unit.objects.create(
        code=code, name=name or code, kind=kind, parent=parent, path=f"{parent.path if parent else ''}{code}/"
    )


def person(number: str, name: str, *, at: Unit | None = None, standing: str = "administrator") -> Person:
    row = Person.objects.create(number=number, name=name, sort_key=sort_key(name), phone="13900000000")
    if at is not None:
        Standing.objects.create(person=row, kind=standing, unit=at, valid_from=clock.later(days=-30))
    return row


def seat(at: Unit, role: str, *, code: str = "", title: str = "负责人") -> Position:
    return Position.objects.create(
        code=code or f"{at.code}.{role}", unit=at, title=title, role=role, valid_from=clock.later(days=-30)
    )


def hold(who: Person, position: Position, **more: Any) -> Appointment:
    return Appointment.objects.create(
        person=who, position=position, valid_from=clock.now() - timedelta(days=1), **more
    )


@dataclass
class StandIn:
    """An account as people need it."""

    person: Person | None
    pk: UUID


def acting(who: Person, appointment: Appointment | None = None, *, second_factor: bool = False) -> Actor:
    held = positions_of(who)
    chosen = appointment or (held[0] if held else None)
    return actor_of(StandIn(who, who.pk), chosen, standings=standings_of(who), second_factor=second_factor)


@dataclass
class Campus:
    """The cast."""

    root: Unit
    headquarters: Unit
    college: Unit
    department: Unit
    office: Unit
    admin: Person
    dean: Person
    clerk: Person
    student: Person
    stranger: Person


def campus() -> Campus:
    """A root with headquarters, a college with a department, an information office, and five people."""
    root = unit("u", "university", name="澜江大学")
    headquarters = unit("hq", "hq_office", parent=root, name="指挥部办公室")
    college = unit("chem", "college", parent=root, name="化学学院")
    department = unit("organic", "department", parent=college, name="有机化学系")
    office = unit("it", "information", parent=root, name="信息中心")
    admin = person("T001", "单雄信", at=office)
    dean = person("T002", "曾婉清", at=college, standing="teacher")
    clerk = person("T003", "解文彬", at=headquarters)
    student = person("S001", "欧阳明月", at=department, standing="undergraduate")
    stranger = person("T004", "林一然", at=root, standing="teacher")
    hold(admin, seat(office, "sysadmin", title="系统管理员"))
    hold(dean, seat(college, "unit_head", title="院长"))
    hold(clerk, seat(headquarters, "hq_clerk", title="文书"))
    return Campus(root, headquarters, college, department, office, admin, dean, clerk, student, stranger)
