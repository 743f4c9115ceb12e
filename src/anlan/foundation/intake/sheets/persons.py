"""The sheets of staff and students: who is new, who changed, and which numbers mean one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.intake.cells import starts
from anlan.foundation.intake.findings import Detail, Finding, Parsed
from anlan.foundation.intake.sheets.ground import KnownUnit, changed, refused, text_of, verdict_of
from anlan.foundation.intake.sheets.person_world import Home, KnownPerson, PersonWorld
from anlan.foundation.intake.sheets.person_writing import PersonPlan, write_plans
from anlan.foundation.intake.states import Verdict


@dataclass(slots=True)
class PersonJudge:
    """Judges staff (``students`` False) or students against those known."""

    students: bool
    world: PersonWorld = field(default_factory=PersonWorld)
    rows_of: dict[str, Parsed] = field(default_factory=dict)
    number_of_contact: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    units: set[UUID] = field(default_factory=set)
    usual_length: int = 0

    def judge(self, rows: Sequence[Parsed], *, whole: bool) -> list[Finding]:
        """One finding a row; those gone are sought in the units that the file speaks of, or everywhere."""
        self.world = PersonWorld.load(students=self.students)
        self.usual_length = _usual_length(rows)
        found = [self._finding(row) for row in rows]
        return [*found, *self._gone(whole=whole)]

    def write(self, findings: Sequence[Finding], *, by: Actor) -> dict[str, int]:
        """Persons, standings and classes."""
        return write_plans([finding.plan for finding in findings if finding.writes], world=self.world, by=by)

    def _finding(self, row: Parsed) -> Finding:
        number, name = text_of(row, "number"), text_of(row, "name")
        twice = self._twice(row, number)
        if number:
            self.seen.add(self.world.kept(number))
        unit = self.world.units.find(text_of(row, "unit"))
        if row.problems:
            unknown = [unit] if isinstance(unit, Detail) and unit.value else []
            return refused(row, number, name, *unknown)
        if twice is not None:
            return twice
        if isinstance(unit, Detail):
            return refused(row, number, name, unit)
        self.units.add(unit.id)
        window = _backwards(row)
        if window is not None:
            return refused(row, number, name, window)
        return self._twin(row, number, name) or self._judged(row, number, name, unit)

    def _twice(self, row: Parsed, number: str) -> Finding | None:
        """The same number again: the same words are passed over, other words are an error."""
        first = self.rows_of.setdefault(number, row) if number else row
        if first is row:
            return None
        told = Detail("twice", "number", str(first.row))
        if dict(first.values) == dict(row.values):
            return Finding(row.row, Verdict.WARNING, number, text_of(row, "name"), (told,))
        return Finding(
            row.row,
            Verdict.ERROR,
            number,
            text_of(row, "name"),
            (Detail("twice_unlike", "number", told.value),),
        )

    def _twin(self, row: Parsed, number: str, name: str) -> Finding | None:
        """A new number with the name and telephone of somebody known waits for a person's decision."""
        if number != self.world.kept(number) or number in self.world.by_number:
            return None
        contact = (name, text_of(row, "phone"))
        other = self.world.number_of_contact(*contact) or self.number_of_contact.get(contact, "")
        if not contact[1] or not other:
            self.number_of_contact[contact] = number
            return None
        if other == number or self.world.are_two(number, other):
            return None
        return Finding(row.row, Verdict.TWIN, number, name, (Detail("same_person", "number", other),))

    def _judged(self, row: Parsed, number: str, name: str, unit: KnownUnit) -> Finding:
        kept = self.world.kept(number)
        known = self.world.by_number.get(kept)
        plan = PersonPlan(kept=kept, name=name, phone=text_of(row, "phone"), known=known)
        changes = [*self._person_changes(plan, number), *self._standing_changes(plan, row, unit)]
        changes += self._class_changes(plan, text_of(row, "group"), unit)
        warnings = self._warnings(row, number, known)
        new = plan.standing_new and not plan.moved
        verdict = verdict_of(new=new, changes=changes, warnings=warnings)
        if kept != number:
            verdict, changes = Verdict.MERGED, [Detail("merged_into", "number", kept), *changes]
        return Finding(row.row, verdict, number, name, (*warnings, *changes), plan)

    def _person_changes(self, plan: PersonPlan, number: str) -> Iterable[Detail]:
        known = plan.known
        if number != plan.kept and (known is None or number not in known.others):
            plan.other_numbers.append(number)
        if known is None:
            return
        if number != plan.kept:
            plan.name = known.name
        elif plan.name != known.name:
            yield changed("name", known.name, plan.name)
        if plan.phone and plan.phone != known.phone:
            yield changed("phone", known.phone, plan.phone)
        plan.phone = plan.phone or known.phone

    def _standing_changes(self, plan: PersonPlan, row: Parsed, unit: KnownUnit) -> Iterable[Detail]:
        kind = text_of(row, "kind")
        since, until = starts(row.values.get("valid_from")), starts(row.values.get("valid_until"))
        home = self.world.homes.get(plan.known.id) if plan.known else None
        plan.kind, plan.unit_id, plan.until = kind, unit.id, until
        plan.since = since if plan.known is None or (since and since > clock.now()) else None
        if home is None:
            plan.standing_new = True
            return
        if (home.kind, home.unit_id) != (kind, unit.id):
            plan.standing_new, plan.ends, plan.since = True, home.id, None
            yield from self._home_changes(home, kind, unit)
            plan.moved = True
        if until is not None and until != home.until:
            yield changed("valid_until", _day(home.until), row.values["valid_until"])
            plan.new_end = None if plan.ends else (home.id, until)

    def _home_changes(self, home: Home, kind: str, unit: KnownUnit) -> Iterable[Detail]:
        if home.kind != kind:
            yield changed("kind", home.kind, kind)
        if home.unit_id != unit.id:
            yield changed("unit", self.world.units.name(home.unit_id), unit.name)

    def _class_changes(self, plan: PersonPlan, group: str, unit: KnownUnit) -> Iterable[Detail]:
        if not group:
            return
        code = self.world.group_code(group, unit)
        before = self.world.classes.get(plan.known.id) if plan.known else None
        if before is not None and before.code == code:
            return
        plan.group, plan.group_unit, plan.leaves = code, unit.id, before.id if before else None
        plan.group_name = group
        if plan.known is not None:
            yield changed("group", before.code if before else "", code)

    def _warnings(self, row: Parsed, number: str, known: KnownPerson | None) -> list[Detail]:
        found = []
        if number.isdigit() and known is None and len(number) < self.usual_length:
            padded = number.zfill(self.usual_length)
            found.append(Detail("short_number", "number", padded))
        phone = text_of(row, "phone")
        if phone and known is None and self.world.phone_belongs_to_another(phone, text_of(row, "name")):
            found.append(Detail("phone_shared", "phone", phone))
        until = row.values.get("valid_until")
        if until is not None and until <= clock.today():
            found.append(Detail("already_over", "valid_until", until.isoformat()))
        return found

    def _gone(self, *, whole: bool) -> Iterable[Finding]:
        for home in self.world.homes.values():
            person = self.world.by_id[home.person_id]
            if person.number in self.seen or not (whole or home.unit_id in self.units):
                continue
            told = Detail("gone", "unit", str(home.id), before=self.world.units.name(home.unit_id))
            yield Finding(None, Verdict.GONE, person.number, person.name, (told,))


def _usual_length(rows: Sequence[Parsed]) -> int:
    """The length of nine in ten purely numeric numbers; 0 when they differ."""
    lengths: dict[int, int] = {}
    for row in rows:
        number = text_of(row, "number")
        if number.isdigit():
            lengths[len(number)] = lengths.get(len(number), 0) + 1
    longest = max(lengths, key=lambda length: lengths[length], default=0)
    return longest if longest and lengths[longest] >= 0.9 * sum(lengths.values()) else 0


def _backwards(row: Parsed) -> Detail | None:
    since, until = row.values.get("valid_from"), row.values.get("valid_until")
    if isinstance(since, date) and isinstance(until, date) and until <= since:
        return Detail("window_backwards", "valid_until", until.isoformat())
    return None


def _day(at: datetime | None) -> date | None:
    return at.astimezone(CAMPUS_ZONE).date() if at else None
