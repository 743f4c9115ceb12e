"""The sheet of positions: telephones, further seats beside the template's, and who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError
from anlan.foundation.bus.public import publish
from anlan.foundation.campus.models import Place
from anlan.foundation.intake.findings import Detail, Finding, Parsed
from anlan.foundation.intake.sheets.ground import (
    KnownUnit,
    Units,
    changed,
    may_seat,
    refused,
    text_of,
    verdict_of,
)
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.people.public import (
    AppointmentEnded,
    AppointmentRow,
    PositionRow,
    add_appointments,
    add_positions,
    person_numbers,
)
from anlan.foundation.people.services.positions import require_filling

_COMPARED: Final = ("title_en", "phone", "order", "place_path")


@dataclass(frozen=True, slots=True)
class PositionPlan:
    """A position to add or to change, and who holds it from now on."""

    unit: KnownUnit
    title: str
    role: str
    values: dict[str, object]
    position_id: UUID | None = None
    changes: tuple[str, ...] = ()
    holder: UUID | None = None
    deputies: tuple[UUID, ...] = ()
    ends: tuple[Appointment, ...] = ()


@dataclass(slots=True)
class PositionJudge:
    """Judges positions. ``by`` must be one whose editors fill the seats that the file fills."""

    by: Actor
    units: Units = field(default_factory=Units)
    persons: dict[str, UUID] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    known: dict[tuple[UUID, str], Position] = field(default_factory=dict)
    held: dict[UUID, list[Appointment]] = field(default_factory=dict)
    first: dict[tuple[UUID, str], int] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    def judge(self, rows: Sequence[Parsed], *, whole: bool) -> list[Finding]:
        """Nothing is ever gone: seats come from the unit's type and are closed on the unit's page."""
        self.units, self.persons = Units.load(), person_numbers()
        self.places = dict(Place.objects.in_force().values_list("code", "path"))
        for position in Position.objects.in_force().order_by("-order"):
            self.known[(position.unit_id, position.title)] = position
        self.codes = set(Position.objects.values_list("code", flat=True))
        for appointment in Appointment.objects.in_force().filter(secretary=False):
            self.held.setdefault(appointment.position_id, []).append(appointment)
        return [self._finding(row) for row in rows]

    def write(self, findings: Sequence[Finding], *, by: Actor) -> dict[str, int]:
        """Positions first, then who leaves and who comes; every end is announced."""
        plans: list[PositionPlan] = [finding.plan for finding in findings if finding.writes]
        new = [(self._row(plan), plan) for plan in plans if plan.position_id is None]
        ids = add_positions([row for row, _ in new], by=by) if new else {}
        keys = {id(plan): ids[row.code] for row, plan in new}
        altered = [self._altered(plan) for plan in plans if plan.changes]
        Position.objects.bulk_update(altered, list(_COMPARED), batch_size=500)
        ended = [one for plan in plans for one in plan.ends]
        _end(ended)
        rows = [
            AppointmentRow(person, plan.position_id or keys[id(plan)], deputy=deputy)
            for plan in plans
            for person, deputy in _holders(plan)
        ]
        if rows:
            add_appointments(rows, by=by)
        return {
            "positions": len(new),
            "changed": len(altered),
            "appointments": len(rows),
            "ended": len(ended),
        }

    def _finding(self, row: Parsed) -> Finding:
        title = text_of(row, "title")
        key = f"{text_of(row, 'unit')} · {title}"
        if row.problems:
            return refused(row, key, title)
        unit = self.units.find(text_of(row, "unit"))
        if isinstance(unit, Detail):
            return refused(row, key, title, unit)
        first = self.first.setdefault((unit.id, title), row.row)
        if first != row.row:
            return refused(row, key, title, Detail("twice", "title", str(first)))
        known = self.known.get((unit.id, title))
        wrong = list(self._wrong(row, unit, known))
        if wrong:
            return refused(row, key, title, *wrong)
        return self._judged(row, key, unit, known)

    def _wrong(self, row: Parsed, unit: KnownUnit, known: Position | None) -> Iterable[Detail]:
        role = text_of(row, "role") or (known.role if known else "")
        if not role:
            yield Detail("role_missing", "role", text_of(row, "title"))
            return
        if known is not None and known.role != role:
            yield Detail("role_fixed", "role", known.role)
        people = [number for number in (text_of(row, "holder"), *row.values.get("deputies", ())) if number]
        unknown = [number for number in people if number not in self.persons]
        if unknown:
            yield Detail("persons_unknown", "holder", " ".join(unknown[:8]))
        place = text_of(row, "place")
        if place and place not in self.places:
            yield Detail("place_unknown", "place", place)
        if (known is None or people) and not self._may_fill(role, unit):
            yield Detail("not_yours_to_fill", "role", role)
        if any(self.persons.get(number) == self.by.person_id for number in people if self.by.person_id):
            yield Detail("own_appointment", "holder")

    def _may_fill(self, role: str, unit: KnownUnit) -> bool:
        if not may_seat(self.by):
            return False
        try:
            require_filling(self.by, role=role, unit=Unit(id=unit.id, code=unit.code, path=unit.path))
        except AnlanError:
            return False
        return True

    def _judged(self, row: Parsed, key: str, unit: KnownUnit, known: Position | None) -> Finding:
        values = {name: row.values[name] for name in _COMPARED if name in row.values}
        if text_of(row, "place"):
            values["place_path"] = self.places[text_of(row, "place")]
        changes = [
            changed(name, getattr(known, name), value)
            for name, value in values.items()
            if known is not None and getattr(known, name) != value
        ]
        fields = tuple(change.column for change in changes)
        holder, deputies, ends = self._seating(row, known)
        changes += [changed("holder", "", text_of(row, "holder"))] if holder else []
        changes += [Detail("joins", "deputies", str(len(deputies)))] if deputies else []
        new = known is None
        plan = PositionPlan(
            unit, text_of(row, "title"), text_of(row, "role") or (known.role if known else ""), values,
            known.pk if known else None, fields, holder, deputies, ends,
        ) if new or changes else None  # fmt: skip
        verdict = verdict_of(new=new, changes=changes, warnings=())
        return Finding(row.row, verdict, key, text_of(row, "title"), tuple(changes), plan)

    def _seating(
        self, row: Parsed, known: Position | None
    ) -> tuple[UUID | None, tuple[UUID, ...], tuple[Appointment, ...]]:
        """Who takes the seat, who becomes a deputy, and whose appointment ends by it."""
        held = self.held.get(known.pk, []) if known else []
        holder = self.persons.get(text_of(row, "holder"))
        seated = [one for one in held if not one.deputy]
        if holder is None or any(one.person_id == holder for one in seated):
            holder, ends = None, list[Appointment]()
        else:
            ends = [one for one in held if not one.deputy or one.person_id == holder]
        named = dict.fromkeys(self.persons[number] for number in row.values.get("deputies", ()))
        there = {one.person_id for one in held if one not in ends}
        taken = holder or next((one.person_id for one in seated if one not in ends), None)
        return holder, tuple(one for one in named if one not in there and one != taken), tuple(ends)

    def _row(self, plan: PositionPlan) -> PositionRow:
        number = 1
        while f"{plan.unit.code}.x{number}" in self.codes:
            number += 1
        code = f"{plan.unit.code}.x{number}"
        self.codes.add(code)
        values = {name: value for name, value in plan.values.items() if value is not None}
        return PositionRow(code=code, unit=plan.unit.id, title=plan.title, role=plan.role, **values)  # type: ignore[arg-type]

    def _altered(self, plan: PositionPlan) -> Position:
        position = self.known[(plan.unit.id, plan.title)]
        for name in plan.changes:
            setattr(position, name, plan.values[name])
        return position


def _holders(plan: PositionPlan) -> Iterable[tuple[UUID, bool]]:
    if plan.holder is not None:
        yield plan.holder, False
    for person in plan.deputies:
        yield person, True


def _end(appointments: Sequence[Appointment]) -> None:
    now = clock.now()
    Appointment.objects.filter(pk__in=[one.pk for one in appointments], valid_from__lt=now).update(
        valid_until=now
    )
    for one in appointments:
        publish(
            AppointmentEnded(
                appointment_id=str(one.pk), position_id=str(one.position_id), person_id=str(one.person_id)
            )
        )
