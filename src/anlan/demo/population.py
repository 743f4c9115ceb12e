"""Invented students and staff, the same for the same scale and seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from anlan.demo.grounds import BEDS_A_ROOM, CAMPUSES, FLOORS, Campus, data, dormitories, share_of
from anlan.demo.names import Inventor, phone_of
from anlan.demo.scales import Scale

CLASS_SIZE = 32
STUDENT_KINDS = {"undergraduate": 0.62, "master": 0.26, "doctoral": 0.09, "international": 0.03}
STAFF_KINDS = {"teacher": 0.58, "researcher": 0.1, "administrator": 0.18, "worker": 0.14}
STAFF_WEIGHTS = {
    "college": 12.0,
    "office": 3.0,
    "section": 4.0,
    "canteen": 4.0,
    "hospital": 10.0,
    "security": 9.0,
}


@dataclass(frozen=True, slots=True)
class Student:
    """One student; ``bed`` is empty for those who have gone home."""

    number: str
    name: str
    phone: str
    college: str
    kind: str
    group: str
    bed: str


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff."""

    number: str
    name: str
    phone: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Room:
    """A dormitory room and its beds."""

    code: str
    building: str
    floor: int
    name: str
    beds: tuple[str, ...]


def rooms(campus: Campus, scale: Scale) -> list[Room]:
    """Rooms enough for a campus's residents and a seventh more, spread over its dormitories."""
    here = share_of(campus) / sum(share_of(one) for one in CAMPUSES[: scale.campuses])
    wanted = round(scale.students * scale.share_living * here * 1.15 / BEDS_A_ROOM) + 1
    houses = dormitories(campus)
    a_floor = -(-wanted // (len(houses) * FLOORS))
    every = (
        _room(house, floor, number)
        for number in range(1, a_floor + 1)
        for floor in range(1, FLOORS + 1)
        for house in houses
    )
    return sorted(islice(every, wanted), key=lambda room: room.code)


def _room(house: str, floor: int, number: int) -> Room:
    name = f"{floor}{number:02d}"
    code = f"{house}-{name}"
    beds = tuple(f"{code}-{bed}" for bed in range(1, BEDS_A_ROOM + 1))
    return Room(code, house, floor, name, beds)


def students(scale: Scale, seed: int) -> Iterator[Student]:
    """Every student: colleges by their weight, classes of 32, beds on the college's campus first."""
    invent = Inventor(seed)
    beds = {campus.code: _beds(campus, scale) for campus in CAMPUSES[: scale.campuses]}
    order = count(1)
    for college, size in _sizes(scale):
        for place in range(size):
            number = next(order)
            yield _student(college, place, number, invent, scale, beds)


def _student(
    college: dict[str, Any],
    place: int,
    number: int,
    invent: Inventor,
    scale: Scale,
    beds: dict[str, Iterator[str]],
) -> Student:
    year = 2018 + place * 4 // max(college["size"], 1)
    lives_here = invent.happens(scale.share_living)
    return Student(
        number=f"{year}{number:06d}",
        name=invent.name(),
        phone=phone_of(number),
        college=college["code"],
        kind=invent.pick(STUDENT_KINDS),
        group=f"{college['code']}-{year}-{place // CLASS_SIZE + 1:02d}",
        bed=_bed(college["campus"], beds) if lives_here else "",
    )


def _bed(campus: str, beds: dict[str, Iterator[str]]) -> str:
    """The next free bed: at home on the college's campus, else wherever one is left."""
    for code in (campus, *beds):
        found = next(beds.get(code, iter(())), "")
        if found:
            return found
    return ""


def _beds(campus: Campus, scale: Scale) -> Iterator[str]:
    return (bed for room in rooms(campus, scale) for bed in room.beds)


def _sizes(scale: Scale) -> Iterator[tuple[dict[str, Any], int]]:
    """Each college with its number of students; the numbers add up to the scale's."""
    colleges = [unit for unit in data("units.json")["units"] if unit["kind"] == "college"]
    whole = sum(unit["students"] for unit in colleges)
    given = weight = 0
    for unit in colleges:
        weight += unit["students"]
        size = round(scale.students * weight / whole) - given
        given += size
        yield unit | {"size": size}, size


def staff(scale: Scale, seed: int) -> Iterator[Staff]:
    """Every member of staff; each unit has at least its share of one."""
    invent = Inventor(seed + 1)
    units = [unit for unit in data("units.json")["units"] if unit["kind"] not in {"university", "department"}]
    weights = [STAFF_WEIGHTS.get(unit["kind"], 1.0) for unit in units]
    whole, given, weight = sum(weights), 0, 0.0
    for unit, share in zip(units, weights, strict=True):
        weight += share
        size = round(scale.staff * weight / whole) - given
        for _ in range(size):
            given += 1
            yield Staff(
                number=f"T{given:06d}",
                name=invent.name(),
                phone=phone_of(8_000_000 + given),
                unit=unit["code"],
                kind=invent.pick(STAFF_KINDS),
            )
