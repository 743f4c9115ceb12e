"""The sheet of units. New units get the seats that their type usually has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from anlan.core.access import Actor
from anlan.foundation.intake.findings import Detail, Finding, Parsed
from anlan.foundation.intake.sheets.ground import changed, may_seat, refused, text_of, verdict_of
from anlan.foundation.intake.states import Verdict
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import PositionRow, UnitRow, add_positions, add_units, rulebook
from anlan.foundation.people.services.positions import seat_codes

_COMPARED: Final = ("name", "kind", "short_name", "name_en", "aliases", "order")


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to add, or the fields of one to change."""

    row: UnitRow
    new: bool
    changes: tuple[str, ...] = ()


@dataclass(slots=True)
class UnitJudge:
    """Judges units against those in force."""

    known: dict[str, Unit] = field(default_factory=dict)
    given: dict[str, Parsed] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def judge(self, rows: Sequence[Parsed], *, whole: bool) -> list[Finding]:
        """Parents may stand after their children."""
        self.known = {unit.code: unit for unit in Unit.objects.in_force().select_related("parent")}
        for row in rows:
            self.given.setdefault(text_of(row, "code"), row)
        self.refused = self._without_ground()
        found = [self._finding(row) for row in rows]
        return found + (list(self._gone()) if whole else [])

    def write(self, findings: Sequence[Finding], *, by: Actor) -> dict[str, int]:
        """Add parents first, give new units their seats where the actor may, change the others."""
        plans: list[UnitPlan] = [finding.plan for finding in findings if finding.writes]
        new = _parents_first([plan.row for plan in plans if plan.new], set(self.known))
        ids = add_units(new, by=by)
        seats = [seat for row in new for seat in _seats(row, ids)] if may_seat(by) else []
        if seats:
            add_positions(seats, by=by)
        altered = [self._altered(plan) for plan in plans if not plan.new]
        Unit.objects.bulk_update(altered, list(_COMPARED), batch_size=500)
        return {"units": len(new), "positions": len(seats), "changed": len(altered)}

    def _without_ground(self) -> set[str]:
        """Codes whose row has problems, whose parent is nowhere, or that stand in a circle."""
        bad = {code for code, row in self.given.items() if row.problems or not code}
        while True:
            more = {code for code in self.given if code not in bad and not self._grounded(code, bad)}
            if not more:
                return bad | self._circled(bad)
            bad |= more

    def _grounded(self, code: str, bad: set[str]) -> bool:
        parent = text_of(self.given[code], "parent")
        if not parent:
            return True
        return parent in self.known or (parent in self.given and parent not in bad)

    def _circled(self, bad: set[str]) -> set[str]:
        """New units that no chain of new parents leads from to one that is known or a root."""
        open_codes = {code for code in self.given if code not in bad and code not in self.known}
        while True:
            standing = {code for code in open_codes if text_of(self.given[code], "parent") not in open_codes}
            if not standing:
                return open_codes
            open_codes -= standing

    def _finding(self, row: Parsed) -> Finding:
        code, name = text_of(row, "code"), text_of(row, "name")
        first = self.given[code]
        if row.problems:
            return refused(row, code, name)
        if first is not row:
            return refused(row, code, name, Detail("twice", "code", str(first.row)))
        parent = text_of(row, "parent")
        if code in self.refused:
            return refused(row, code, name, self._why(parent))
        known = self.known.get(code)
        if known is not None and parent and parent != (known.parent.code if known.parent else ""):
            return refused(row, code, name, Detail("unit_moved", "parent", parent))
        return self._new(row, code, parent) if known is None else self._same(row, known)

    def _why(self, parent: str) -> Detail:
        if parent in self.given and text_of(self.given[parent], "code") in self.refused:
            return Detail("parent_refused", "parent", parent)
        return Detail("parent_unknown", "parent", parent)

    def _new(self, row: Parsed, code: str, parent: str) -> Finding:
        values = row.values
        told = UnitRow(
            code=code,
            name=values["name"],
            kind=values["kind"],
            parent=parent,
            name_en=values.get("name_en", ""),
            short_name=values.get("short_name", ""),
            aliases=values.get("aliases", ()),
            order=values.get("order") or 0,
        )
        warnings = self._root_warning(parent)
        return Finding(
            row.row,
            verdict_of(new=True, changes=(), warnings=warnings),
            code,
            told.name,
            tuple(warnings),
            UnitPlan(told, new=True),
        )

    def _root_warning(self, parent: str) -> list[Detail]:
        """A second unit without a parent is rarely meant."""
        roots = [one for one in self.known.values() if one.parent_id is None]
        more = [row for row in self.given.values() if not text_of(row, "parent")]
        return [Detail("second_root", "parent")] if not parent and len(roots) + len(more) > 1 else []

    def _same(self, row: Parsed, known: Unit) -> Finding:
        before = {name: getattr(known, name) for name in _COMPARED}
        after = {name: row.values[name] for name in _COMPARED if name in row.values}
        names = tuple(
            name for name, value in after.items() if list_or_self(before[name]) != list_or_self(value)
        )
        changes = [changed(name, before[name], after[name]) for name in names]
        told = UnitRow(
            code=known.code, **{**before, **after} | {"aliases": tuple(after.get("aliases", known.aliases))}
        )
        plan = UnitPlan(told, new=False, changes=names) if names else None
        return Finding(
            row.row,
            verdict_of(new=False, changes=changes, warnings=()),
            known.code,
            told.name,
            tuple(changes),
            plan,
        )

    def _altered(self, plan: UnitPlan) -> Unit:
        unit = self.known[plan.row.code]
        for name in plan.changes:
            value = getattr(plan.row, name)
            setattr(unit, name, list(value) if name == "aliases" else value)
        return unit

    def _gone(self) -> Iterable[Finding]:
        for code, unit in sorted(self.known.items()):
            if code not in self.given:
                yield Finding(None, Verdict.GONE, code, unit.name, (Detail("gone", "unit", str(unit.pk)),))


def list_or_self(value: Any) -> Any:
    """Tuples and lists compare alike."""
    return list(value) if isinstance(value, tuple | list) else value


def _parents_first(rows: Sequence[UnitRow], known: set[str]) -> list[UnitRow]:
    """Rows in an order in which every parent is there before its children."""
    by_code: Mapping[str, UnitRow] = {row.code: row for row in rows}
    done: dict[str, UnitRow] = {}
    for row in rows:
        chain = [row]
        while chain[-1].parent in by_code and chain[-1].parent not in done and chain[-1].parent not in known:
            chain.append(by_code[chain[-1].parent])
        done |= {one.code: one for one in reversed(chain) if one.code not in done}
    return list(done.values())


def _seats(row: UnitRow, ids: Mapping[str, Any]) -> Iterable[PositionRow]:
    """The vacant positions that a unit of this type usually has."""
    kind = rulebook().units.get(row.kind)
    planned = [(code, seat) for seat in (kind.seats if kind else ()) for code in seat_codes(row.code, seat)]
    for order, (code, seat) in enumerate(planned):
        yield PositionRow(
            code=code,
            unit=ids[row.code],
            title=seat.title,
            title_en=seat.title_en,
            role=seat.role,
            order=order,
        )
