"""The synthetic university as rows of the seven sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from anlan.demo.grounds import CAMPUSES, data
from anlan.demo.population import Staff, Student, rooms, staff, students
from anlan.demo.scales import Scale
from anlan.foundation.intake.public import Sheet

Row = dict[str, object]
LAB_SIZE = 12


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet to be loaded: its kind and its rows."""

    sheet: Sheet
    rows: Sequence[Row]


def units() -> SheetRows:
    """Every unit, parents first."""
    wanted = ("code", "name", "name_en", "short_name", "kind", "parent", "aliases")
    rows = [
        {key: unit[key] for key in wanted if unit[key]} | {"order": order}
        for order, unit in enumerate(data("units.json")["units"], 1)
    ]
    return SheetRows(Sheet.UNITS, rows)


def people(scale: Scale, seed: int) -> Iterator[SheetRows]:
    """Staff, students, their rooms and classes."""
    employed, enrolled = list(staff(scale, seed)), list(students(scale, seed))
    yield SheetRows(Sheet.STAFF, [_person(one, one.unit) for one in employed])
    yield SheetRows(Sheet.STUDENTS, [_person(one, one.college) for one in enrolled])
    yield SheetRows(Sheet.ROOMS, list(_rooms(scale, enrolled)))
    yield SheetRows(Sheet.COURSES, [*_classes(enrolled), *_laboratories(employed, enrolled)])


def _person(one: Staff | Student, unit: str) -> Row:
    return {"number": one.number, "name": one.name, "phone": one.phone, "unit": unit, "kind": one.kind}


def _rooms(scale: Scale, enrolled: Iterable[Student]) -> Iterator[Row]:
    """A row a bed; beds of those who are at home are empty."""
    sleeper = {one.bed: one.number for one in enrolled if one.bed}
    for campus in CAMPUSES[: scale.campuses]:
        for room in rooms(campus, scale):
            for bed in room.beds:
                row: Row = {
                    "building": room.building,
                    "floor": room.floor,
                    "room": room.name,
                    "bed": bed.rpartition("-")[2],
                }
                yield row | ({"number": sleeper[bed]} if bed in sleeper else {})


def _classes(enrolled: Iterable[Student]) -> Iterator[Row]:
    held: defaultdict[str, list[Student]] = defaultdict(list)
    for one in enrolled:
        held[one.group].append(one)
    colleges = {unit["code"]: unit for unit in data("units.json")["units"]}
    for code, members in held.items():
        college = colleges[members[0].college]
        _, year, number = code.rsplit("-", 2)
        yield {
            "code": code,
            "name": f"{college['short_name']}{year[2:]}{number}班",
            "name_en": f"{college['name_en']} {year}, class {number}",
            "kind": "class",
            "unit": college["code"],
            "members": "；".join(one.number for one in members),
        }


def _laboratories(employed: Iterable[Staff], enrolled: Iterable[Student]) -> Iterator[Row]:
    """Research groups of the colleges that have laboratories: a lead and up to twelve students."""
    leads, members = defaultdict(list), defaultdict(list)
    for teacher in employed:
        leads[teacher.unit].append(teacher.number)
    for one in enrolled:
        if one.kind in {"master", "doctoral"}:
            members[one.college].append(one.number)
    for college in data("units.json")["units"]:
        for number in range(college["labs"]):
            crew = members[college["code"]][number * LAB_SIZE : (number + 1) * LAB_SIZE]
            if not crew or number >= len(leads[college["code"]]):
                break
            yield {
                "code": f"{college['code']}-lab-{number + 1:02d}",
                "name": f"{college['short_name']}第{number + 1}课题组",
                "name_en": f"{college['name_en']}, research group {number + 1}",
                "kind": "lab",
                "unit": college["code"],
                "leads": leads[college["code"]][number],
                "members": "；".join(crew),
            }
