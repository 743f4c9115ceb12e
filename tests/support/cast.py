"""A small invented university for tests: units, campuses, people in their positions, and who signs in.

def test_a_clerk_reads_the_register(cast, client):
    sign_in(client, cast["clerk"])
    ...
    services.acknowledge(addressee_id, by=cast.actor("dean"))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import translation

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.accounts.public import Account, create_account
from anlan.foundation.accounts.signing import BACKEND, FACTOR_KEY
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.services import create_place
from anlan.foundation.people.models import Person, Position, Unit
from anlan.foundation.people.public import (
    actor_of,
    appoint,
    create_person,
    create_unit,
    open_seats,
    positions_of,
    standings_of,
)
from tests.support.recorded import Recording, record

UNITS = (
    ("anlan", "", "university", "澜江大学", "Lanjiang University", "", ()),
    ("hq", "anlan", "headquarters", "应急指挥部", "Emergency headquarters", "指挥部", ()),
    ("hq-office", "hq", "hq_office", "指挥部办公室", "Headquarters office", "指挥部办公室", ("办公室",)),
    ("inspection", "hq", "inspection_group", "督查组", "Inspection group", "", ("应急指挥部督查组",)),
    ("cs", "anlan", "college", "计算机学院", "College of Computing", "", ("计算机科学学院",)),
    ("chem", "anlan", "college", "化学学院", "College of Chemistry", "", ()),
    ("med", "anlan", "college", "医学院", "Medical College", "", ()),
    ("software", "cs", "department", "软件工程系", "Department of Software Engineering", "", ()),
    ("networks", "cs", "department", "网络工程系", "Department of Networks", "", ()),
    ("logistics", "anlan", "logistics", "后勤保障部", "Logistics", "后勤", ("后勤部门",)),
    ("canteen-1", "logistics", "canteen", "第一食堂", "Canteen 1", "", ()),
    ("security", "anlan", "security", "保卫处", "Security office", "保卫", ("保卫部门",)),
    ("academic", "anlan", "office", "教务处", "Academic affairs office", "教务", ("教务部门",)),
    ("students", "anlan", "office", "学生工作部", "Student affairs office", "学工部", ("学生工作部门",)),
    ("hospital", "anlan", "hospital", "校医院", "School hospital", "", ()),
    ("audit", "anlan", "audit", "审计处", "Audit office", "", ()),
    ("it", "anlan", "information", "信息中心", "Information centre", "", ()),
)
CAMPUSES = (
    ("centre", "中心校区", "Centre"),
    ("south", "南苑校区", "South"),
    ("lake", "东湖校区", "Lake"),
)
PEOPLE = (
    ("commander", "方以宁", "hq.commander-1"),
    ("deputy", "陆闻川", "hq.deputy-1"),
    ("hq_head", "宋知微", "hq-office.head"),
    ("clerk", "何清", "hq-office.clerk-1"),
    ("clerk2", "易小满", "hq-office.clerk-2"),
    ("inspector", "葛长风", "inspection.inspector-1"),
    ("dean", "唐柏", "cs.dean"),
    ("liaison", "邵一帆", "cs.liaison"),
    ("chem_dean", "贺兰亭", "chem.dean"),
    ("med_dean", "殷素问", "med.dean"),
    ("department_head", "蓝田", "software.head"),
    ("logistics_head", "孟大川", "logistics.head"),
    ("canteen_head", "苗香", "canteen-1.head"),
    ("security_head", "石守成", "security.head"),
    ("academic_head", "乔木", "academic.head"),
    ("students_head", "温晓", "students.head"),
    ("hospital_head", "顾景和", "hospital.head"),
    ("auditor", "严明", "audit.auditor"),
    ("sysadmin", "齐全", "it.sysadmin"),
)
BUILDER = "tests.cast"
MOST_RECORDINGS = 8
_recordings: dict[datetime | None, Recording] = {}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything by name: ``cast["dean"]`` is an account, ``cast.units["cs"]`` a unit."""

    units: Mapping[str, Unit]
    campuses: Mapping[str, Place]
    accounts: Mapping[str, Account]

    def __getitem__(self, who: str) -> Account:
        return self.accounts[who]

    def person(self, who: str) -> Person:
        """The person behind an account."""
        person = self.accounts[who].person
        assert person is not None
        return person

    def position(self, who: str) -> Position:
        """The position somebody holds."""
        return positions_of(self.person(who))[0].position

    def actor(self, who: str, *, second_factor: bool = True) -> Actor:
        """Somebody in their position, as a request would have them."""
        held = positions_of(self.person(who))
        return actor_of(
            self.accounts[who],
            held[0] if held else None,
            standings=standings_of(self.person(who)),
            second_factor=second_factor,
        )


def build_cast() -> Cast:
    """The university as its services built it the first time at this held instant, or in this process."""
    held = clock.now() if clock.is_held() else None
    if held not in _recordings:
        if len(_recordings) >= MOST_RECORDINGS:
            return build_anew()
        _recordings[held] = record(build_anew)
    cast: Cast = _recordings[held].play()
    return cast


def build_anew() -> Cast:
    """Set the university up through the services."""
    by = Actor.system(BUILDER)
    units = _units(by)
    campuses = {
        code: create_place(
            code=code, name=name, kind="campus", parent_id=None, by=by, values={"name_en": english}
        )
        for code, name, english in CAMPUSES
    }
    seats = {seat.code: seat for unit in units.values() for seat in open_seats(unit_id=unit.pk, by=by)}
    accounts = {
        who: _member(who, name, number=f"T{order:05}", seat=seats[seat], by=by)
        for order, (who, name, seat) in enumerate(PEOPLE, start=1)
    }
    accounts["student"] = _student(units["cs"], by=by)
    return Cast(units, campuses, accounts)


def sign_in(client: Client, account: Account, *, second_factor: bool = True) -> Client:
    """Give a test client the session of somebody who has signed in, with a fresh second factor or without."""
    session: Any = client.session
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    if second_factor:
        session[FACTOR_KEY] = clock.now().timestamp()
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


@pytest.fixture(scope="session")
def recorded_cast(django_db_setup: None, django_db_blocker: Any) -> None:
    """The small university is built once a process, before any test has bent anything."""
    with django_db_blocker.unblock(), translation.override("zh-hans"):
        _recordings.setdefault(None, record(build_anew))


@pytest.fixture
def cast(recorded_cast: None, db: None) -> Cast:
    """The small university, fresh for one test."""
    return build_cast()


def _units(by: Actor) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for order, (code, parent, kind, name, english, short, aliases) in enumerate(UNITS):
        units[code] = create_unit(
            code=code,
            name=name,
            kind=kind,
            by=by,
            parent_id=units[parent].pk if parent else None,
            name_en=english,
            short_name=short,
            aliases=aliases,
            order=order,
        )
    return units


def _member(who: str, name: str, *, number: str, seat: Position, by: Actor) -> Account:
    person = create_person(number=number, name=name, standing="administrator", unit_id=seat.unit_id, by=by)
    appoint(person_id=person.pk, position_id=seat.pk, by=by)
    return create_account(username=who.replace("_", "-"), person=person, by=by)


def _student(unit: Unit, *, by: Actor) -> Account:
    person = create_person(number="S2019001", name="林一然", standing="undergraduate", unit_id=unit.pk, by=by)
    return create_account(username="student", person=person, by=by)
