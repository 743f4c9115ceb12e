"""Which judge reads which sheet."""

from __future__ import annotations

from anlan.core.access import Actor
from anlan.foundation.intake.sheets.courses import CourseJudge
from anlan.foundation.intake.sheets.ground import Judge
from anlan.foundation.intake.sheets.persons import PersonJudge
from anlan.foundation.intake.sheets.places import PlaceJudge
from anlan.foundation.intake.sheets.positions import PositionJudge
from anlan.foundation.intake.sheets.rooms import RoomJudge
from anlan.foundation.intake.sheets.units import UnitJudge
from anlan.foundation.intake.states import Sheet


def judge_of(sheet: Sheet, *, by: Actor) -> Judge:
    """A fresh judge of one file."""
    if sheet is Sheet.POSITIONS:
        return PositionJudge(by)
    if sheet in {Sheet.STAFF, Sheet.STUDENTS}:
        return PersonJudge(students=sheet is Sheet.STUDENTS)
    plain: dict[Sheet, type[Judge]] = {
        Sheet.UNITS: UnitJudge,
        Sheet.PLACES: PlaceJudge,
        Sheet.ROOMS: RoomJudge,
        Sheet.COURSES: CourseJudge,
    }
    return plain[sheet]()
