"""The sheet of rooms and beds, and of who lives there: one bed a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.drafts import Draft, Judged, Outcome
from anlan.foundation.campus.layout import judged, write
from anlan.foundation.campus.models import Residence
from anlan.foundation.intake.cells import starts
from anlan.foundation.intake.findings import Detail, Finding, Parsed
from anlan.foundation.intake.sheets.ground import changed, refused, text_of, verdict_of
from anlan.foundation.intake.states import Verdict
from anlan.foundation.people.bulk import copy_rows
from anlan.foundation.people.public import person_numbers


@dataclass(frozen=True, slots=True)
class Living:
    """Somebody living somewhere now."""

    id: UUID
    person_id: UUID
    place_id: UUID
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class BedPlan:
    """What a row lays out, who moves in, and whose stay ends by it."""

    places: tuple[Judged, ...]
    place_id: UUID | None = None
    person_id: UUID | None = None
    sole: bool = True
    since: datetime | None = None
    ends: tuple[UUID, ...] = ()


@dataclass(slots=True)
class RoomJudge:
    """Judges rooms, beds and residents."""

    persons: dict[str, UUID] = field(default_factory=dict)
    living_at: dict[UUID, list[Living]] = field(default_factory=dict)
    living_of: dict[UUID, Living] = field(default_factory=dict)
    outcomes: dict[str, Judged] = field(default_factory=dict)
    row_of_spot: dict[tuple[str, ...], int] = field(default_factory=dict)
    row_of_person: dict[UUID, int] = field(default_factory=dict)
    movers: set[UUID] = field(default_factory=set)
    crowd: dict[str, int] = field(default_factory=dict)

    def judge(self, rows: Sequence[Parsed], *, whole: bool) -> list[Finding]:
        """One finding a row; a bed that the file leaves empty and somebody lives in is told as gone."""
        self.persons = person_numbers()
        self._load_living()
        drafts = {draft.code: draft for row in rows if not row.problems for draft in _drafts(row)}
        self.outcomes = {one.code: one for one in judged(list(drafts.values()))}
        self.movers = {
            self.persons[number] for row in rows if (number := text_of(row, "number")) in self.persons
        }
        found: list[Finding] = []
        for row in rows:
            finding = self._finding(row)
            found.append(finding)
            if finding.verdict is not Verdict.ERROR:
                found += self._vacated(row)
        return found

    def write(self, findings: Sequence[Finding], *, by: Actor) -> dict[str, int]:
        """Lay out, end stays, then let people move in."""
        plans: list[BedPlan] = [finding.plan for finding in findings if finding.writes]
        laid = write(list({one.code: one for plan in plans for one in plan.places}.values()))
        ended = [key for plan in plans for key in plan.ends]
        now = clock.now()
        Residence.objects.filter(pk__in=ended, valid_from__lt=now).update(valid_until=now)
        stays = [_stay(plan, now) for plan in plans if plan.person_id is not None]
        copy_rows(Residence, ("id", "person", "place", "sole", "valid_from", "recorded_at"), stays)
        return {"places": laid, "residences": len(stays), "ended": len(ended)}

    def _load_living(self) -> None:
        rows = Residence.objects.in_force().order_by()
        told = rows.values_list("id", "person_id", "place_id", "person__number", "place__code")
        for line in told.iterator(chunk_size=10_000):
            living = Living(*line)
            self.living_at.setdefault(living.place_id, []).append(living)
            self.living_of[living.person_id] = living

    def _finding(self, row: Parsed) -> Finding:
        spot = _spot(row)
        key, label = "-".join(spot), text_of(row, "number")
        if row.problems:
            return refused(row, key, label)
        places = [self.outcomes[draft.code] for draft in _drafts(row)]
        bad = next((one for one in places if one.outcome is Outcome.ERROR), None)
        if bad is not None:
            problem = bad.problems[0]
            return refused(
                row, key, label, Detail(_WORDS.get(problem.code, problem.code), "building", problem.value)
            )
        if text_of(row, "bed"):
            first = self.row_of_spot.setdefault(spot, row.row)
            if first != row.row:
                return refused(row, key, label, Detail("bed_twice", "bed", str(first)))
        return self._housed(row, key, label, places)

    def _housed(self, row: Parsed, key: str, label: str, places: list[Judged]) -> Finding:
        """The row's resident against whoever lives there."""
        place, new = places[-1], any(one.outcome is Outcome.NEW for one in places)
        changes = [changed(name, *pair) for one in places for name, pair in one.changes.items()]
        laid = tuple(one for one in places if one.outcome in {Outcome.NEW, Outcome.CHANGED})
        if not label:
            plan = BedPlan(laid) if laid else None
            return Finding(
                row.row, verdict_of(new=new, changes=changes, warnings=()), key, "", tuple(changes), plan
            )
        person_id = self.persons.get(label)
        wrong = self._wrong_resident(row, person_id, label, place)
        if wrong is not None or person_id is None:
            return refused(row, key, label, wrong or Detail("person_unknown", "number", label))
        sole = bool(text_of(row, "bed"))
        there = self.living_at.get(place.id, []) if place.id else []
        if any(living.person_id == person_id for living in there):
            plan = BedPlan(laid) if laid else None
            return Finding(
                row.row, verdict_of(new=new, changes=changes, warnings=()), key, label, tuple(changes), plan
            )
        ends = self._ends(person_id, there if sole else [])
        changes += [changed("number", living.number, label) for living in there if sole]
        before = self.living_of.get(person_id)
        changes += [changed("bed", before.code, place.code)] if before else []
        since = None if ends else starts(row.values.get("valid_from"))
        plan = BedPlan(laid, place.id, person_id, sole, since, ends)
        verdict = Verdict.CHANGED if changes and not new else Verdict.NEW
        return Finding(row.row, verdict, key, label, tuple(changes), plan)

    def _wrong_resident(
        self, row: Parsed, person_id: UUID | None, number: str, place: Judged
    ) -> Detail | None:
        if person_id is None:
            return Detail("person_unknown", "number", number)
        first = self.row_of_person.setdefault(person_id, row.row)
        if first != row.row:
            return Detail("person_housed_twice", "number", str(first))
        capacity = place.values.get("capacity")
        self.crowd[place.code] = self.crowd.get(place.code, 0) + 1
        if capacity is not None and self.crowd[place.code] > capacity:
            return Detail("room_full", "room", str(capacity))
        return None

    def _ends(self, person_id: UUID, there: Sequence[Living]) -> tuple[UUID, ...]:
        """Stays that the move ends: the person's own elsewhere, and those of whoever lay in the bed."""
        own = self.living_of.get(person_id)
        return tuple(dict.fromkeys([*([own.id] if own else []), *(living.id for living in there)]))

    def _vacated(self, row: Parsed) -> Iterable[Finding]:
        """A bed given without a resident while somebody who does not move within the file lives there."""
        if not text_of(row, "bed") or text_of(row, "number"):
            return
        place = self.outcomes.get(_codes(row)[-1])
        for living in self.living_at.get(place.id, []) if place and place.id else []:
            if living.person_id not in self.movers:
                told = Detail("gone", "bed", str(living.id), before=living.code)
                yield Finding(None, Verdict.GONE, living.number, living.code, (told,))


_WORDS: Mapping[str, str] = {"parent_unknown": "building_unknown", "wrong_parent_kind": "not_a_building"}


def _stay(plan: BedPlan, now: datetime) -> tuple[Any, ...]:
    return new_id(), plan.person_id, plan.place_id, plan.sole, plan.since or now, now


def _spot(row: Parsed) -> tuple[str, ...]:
    return tuple(text_of(row, name) for name in ("building", "room", "bed") if text_of(row, name))


def _codes(row: Parsed) -> list[str]:
    """The codes of the row's room and bed: those of the building with the numbers behind."""
    building, room, bed = (text_of(row, name) for name in ("building", "room", "bed"))
    codes = [f"{building}-{room}"]
    return [*codes, f"{codes[0]}-{bed}"] if bed else codes


def _drafts(row: Parsed) -> list[Draft]:
    """The room, and its bed when the row names one."""
    building, room, bed = (text_of(row, name) for name in ("building", "room", "bed"))
    codes = _codes(row)
    told: dict[str, Any] = {"code": codes[0], "name": room, "kind": "room", "parent": building}
    if "floor" in row.values:
        told["floor"] = row.values["floor"]
    if "capacity" in row.values and not bed:
        told["capacity"] = row.values["capacity"]
    drafts = [Draft(row.row, told)]
    if bed:
        drafts.append(Draft(row.row, {"code": codes[1], "name": bed, "kind": "bed", "parent": codes[0]}))
    return drafts
