"""What the judges of all sheets share: finding units by any of their names, wording of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from anlan.core.access import Actor, Facts, ground
from anlan.foundation.intake.findings import Detail, Finding, Parsed
from anlan.foundation.intake.states import Verdict
from anlan.foundation.people.models import Unit


class Judge(Protocol):
    """A sheet's judge: built for one file, asked once, then perhaps told to write."""

    def judge(self, rows: Sequence[Parsed], *, whole: bool) -> list[Finding]:
        """A finding for each row, and for what is known here but gone from the file."""
        ...

    def write(self, findings: Sequence[Finding], *, by: Actor) -> dict[str, int]:
        """Write what may be written, inside the caller's transaction; says how many of what."""
        ...


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit in force."""

    id: UUID
    code: str
    name: str
    kind: str
    path: str


@dataclass(slots=True)
class Units:
    """Units in force by code, name, short name, alias or English name."""

    by_code: dict[str, KnownUnit] = field(default_factory=dict)
    by_id: dict[UUID, KnownUnit] = field(default_factory=dict)
    named: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def load(cls) -> Units:
        """One query."""
        found = cls()
        rows = Unit.objects.in_force().values_list(
            "id", "code", "name", "kind", "path", "short_name", "name_en", "aliases"
        )
        for key, code, name, kind, path, short_name, name_en, aliases in rows:
            found.add(KnownUnit(key, code, name, kind, path), (name, short_name, name_en, *aliases))
        return found

    def add(self, unit: KnownUnit, names: Iterable[str]) -> None:
        """Make a unit findable."""
        self.by_code[unit.code] = self.by_id[unit.id] = unit
        for name in names:
            if name:
                self.named[name.casefold()].add(unit.id)

    def find(self, text: str) -> KnownUnit | Detail:
        """The one unit of that code or name, or what is wrong."""
        known = self.by_code.get(text)
        if known is not None:
            return known
        ids = self.named.get(text.casefold(), set())
        if len(ids) == 1:
            return self.by_id[next(iter(ids))]
        return Detail("unit_ambiguous" if ids else "unit_unknown", "unit", text)

    def name(self, key: UUID) -> str:
        """A unit's name by its key; "" for one that is closed."""
        known = self.by_id.get(key)
        return known.name if known else ""


def may_seat(by: Actor) -> bool:
    """Whether the actor may open and fill any seat; positions carry permissions."""
    return ground(by, "people.edit", kind="people.position", facts=Facts()).allowed


def refused(row: Parsed, key: str, label: str, *problems: Detail) -> Finding:
    """A row that has to be mended first."""
    return Finding(row.row, Verdict.ERROR, key, label, (*row.problems, *problems))


def text_of(row: Parsed, column: str) -> str:
    """A cell of the row as text, "" when it is blank."""
    value = row.values.get(column, "")
    return value if isinstance(value, str) else str(value)


def changed(column: str, before: Any, after: Any) -> Detail:
    """A field before and after."""
    return Detail("changed", column, before=_told(before), after=_told(after))


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return "；".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def verdict_of(*, new: bool, changes: Sequence[Detail], warnings: Sequence[Detail]) -> Verdict:
    """Warnings before news, news before changes."""
    if warnings:
        return Verdict.WARNING
    if new:
        return Verdict.NEW
    return Verdict.CHANGED if changes else Verdict.SAME
