"""The sheet of courses and classes with their members; a code may take several rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from anlan.core.access import Actor
from anlan.foundation.intake.findings import Detail, Finding, Parsed
from anlan.foundation.intake.sheets.ground import KnownUnit, Units, changed, refused, text_of, verdict_of
from anlan.foundation.intake.states import Verdict
from anlan.foundation.people.models import Group, Membership
from anlan.foundation.people.public import (
    GroupRow,
    MembershipRow,
    add_groups,
    add_memberships,
    end_memberships,
    person_numbers,
)

_PARTS: Final = {"leads": "lead", "teachers": "teacher", "members": "member"}
_RANK: Final = ("lead", "teacher", "member")


@dataclass(frozen=True, slots=True)
class Held:
    """A membership in force."""

    id: UUID
    part: str
    number: str


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group to add or to change, who joins it as what, and memberships that end for another part."""

    code: str
    row: GroupRow | None
    changes: tuple[str, ...]
    joins: tuple[tuple[UUID, str], ...]
    ends: tuple[UUID, ...] = ()


@dataclass(slots=True)
class CourseJudge:
    """Judges groups and memberships."""

    units: Units = field(default_factory=Units)
    persons: dict[str, UUID] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    held: dict[str, dict[UUID, Held]] = field(default_factory=dict)
    told: dict[str, tuple[str, str, UUID]] = field(default_factory=dict)
    named: dict[str, set[UUID]] = field(default_factory=dict)

    def judge(self, rows: Sequence[Parsed], *, whole: bool) -> list[Finding]:
        """Members of a group that its rows no longer name are told as gone."""
        self.units, self.persons = Units.load(), person_numbers()
        codes = {text_of(row, "code") for row in rows}
        self.groups = {group.code: group for group in Group.objects.filter(code__in=codes)}
        told = Membership.objects.in_force().filter(group__code__in=codes)
        for key, part, code, person_id, number in told.values_list(
            "id", "part", "group__code", "person_id", "person__number"
        ).iterator(chunk_size=10_000):
            self.held.setdefault(code, {})[person_id] = Held(key, part, number)
        found = [self._finding(row) for row in rows]
        return [*found, *self._gone()]

    def write(self, findings: Sequence[Finding], *, by: Actor) -> dict[str, int]:
        """Groups first, then who is in them."""
        plans: list[GroupPlan] = [finding.plan for finding in findings if finding.writes]
        new = {plan.code: plan.row for plan in plans if plan.row is not None and plan.code not in self.groups}
        ids = {code: group.pk for code, group in self.groups.items()} | add_groups(new.values(), by=by)
        altered = [self._altered(plan) for plan in plans if plan.changes and plan.code in self.groups]
        Group.objects.bulk_update(altered, ["name", "name_en", "unit"], batch_size=500)
        end_memberships([key for plan in plans for key in plan.ends], by=by)
        joins = {(plan.code, person): part for plan in plans for person, part in plan.joins}
        add_memberships(
            (MembershipRow(ids[code], person, part) for (code, person), part in joins.items()), by=by
        )
        return {"groups": len(new), "changed": len(altered), "memberships": len(joins)}

    def _finding(self, row: Parsed) -> Finding:
        code, name = text_of(row, "code"), text_of(row, "name")
        if row.problems:
            return refused(row, code, name)
        unit = self.units.find(text_of(row, "unit"))
        if isinstance(unit, Detail):
            return refused(row, code, name, unit)
        kind = text_of(row, "kind")
        if self.told.setdefault(code, (name, kind, unit.id)) != (name, kind, unit.id):
            return refused(row, code, name, Detail("group_unlike", "code", code))
        known = self.groups.get(code)
        if known is not None and known.kind != kind:
            return refused(row, code, name, Detail("group_kind", "kind", known.kind))
        unknown = [one for part in _PARTS for one in row.values.get(part, ()) if one not in self.persons]
        if unknown:
            return refused(row, code, name, Detail("persons_unknown", "members", " ".join(unknown[:8])))
        return self._judged(row, unit, known)

    def _judged(self, row: Parsed, unit: KnownUnit, known: Group | None) -> Finding:
        code, name = text_of(row, "code"), text_of(row, "name")
        told = GroupRow(code, name, text_of(row, "kind"), unit.id, text_of(row, "name_en"))
        changes = list(self._changes(told, known, unit)) if known else []
        fields = tuple(change.column for change in changes)
        joins, ends = self._joins(row, code)
        if joins and known is not None:
            changes.append(Detail("joins", "members", str(len(joins))))
        new = known is None
        plan = GroupPlan(code, told, fields, joins, ends) if new or changes else None
        verdict = verdict_of(new=new, changes=changes, warnings=())
        return Finding(row.row, verdict, code, name, tuple(changes), plan)

    def _changes(self, told: GroupRow, known: Group, unit: KnownUnit) -> Iterable[Detail]:
        if told.name != known.name:
            yield changed("name", known.name, told.name)
        if told.name_en and told.name_en != known.name_en:
            yield changed("name_en", known.name_en, told.name_en)
        if unit.id != known.unit_id:
            yield changed("unit", self.units.name(known.unit_id), unit.name)

    def _joins(self, row: Parsed, code: str) -> tuple[tuple[tuple[UUID, str], ...], tuple[UUID, ...]]:
        """Who joins, the highest part first when somebody is named twice; and what they were before."""
        held, joins, ends = self.held.get(code, {}), dict[UUID, str](), list[UUID]()
        for column, part in _PARTS.items():
            for number in row.values.get(column, ()):
                person = self.persons[number]
                if column in row.values:
                    self.named.setdefault(code, set()).add(person)
                joins.setdefault(person, part)
        for person, part in list(joins.items()):
            before = held.get(person)
            if before is not None and _RANK.index(before.part) <= _RANK.index(part):
                del joins[person]
            elif before is not None:
                ends.append(before.id)
        return tuple(joins.items()), tuple(ends)

    def _altered(self, plan: GroupPlan) -> Group:
        group = self.groups[plan.code]
        if plan.row is not None:
            group.name, group.unit_id = plan.row.name, plan.row.unit
            group.name_en = plan.row.name_en or group.name_en
        return group

    def _gone(self) -> Iterable[Finding]:
        for code, named in self.named.items():
            for person, held in self.held.get(code, {}).items():
                if person not in named:
                    told = Detail("gone", "members", str(held.id), before=code)
                    yield Finding(None, Verdict.GONE, held.number, code, (told,))
