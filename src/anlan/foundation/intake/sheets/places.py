"""The sheet of places: judged and written by the campus, translated here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from anlan.core.access import Actor
from anlan.foundation.campus.drafts import Draft, Judged, Outcome
from anlan.foundation.campus.geojson import Problem
from anlan.foundation.campus.layout import judged, write
from anlan.foundation.campus.models import Place
from anlan.foundation.intake.findings import Detail, Finding, Parsed
from anlan.foundation.intake.sheets.ground import Units, changed, text_of
from anlan.foundation.intake.states import Verdict

VERDICTS: Final = {
    Outcome.NEW: Verdict.NEW,
    Outcome.CHANGED: Verdict.CHANGED,
    Outcome.SAME: Verdict.SAME,
    Outcome.ERROR: Verdict.ERROR,
}
_KEPT: Final = ("code", "name", "kind", "parent", "name_en", "capacity", "floor", "order", "shut", "note")


@dataclass(slots=True)
class PlaceJudge:
    """Judges places against the tree."""

    units: Units = field(default_factory=Units)

    def judge(self, rows: Sequence[Parsed], *, whole: bool) -> list[Finding]:
        """One finding a row; whole sheets also name the places that they no longer hold."""
        self.units = Units.load()
        found = [
            finding_of(row, one, key="code", label="name")
            for row, one in zip(rows, judged([self._draft(row) for row in rows]), strict=True)
        ]
        return [*found, *(_gone({text_of(row, "code") for row in rows}) if whole else ())]

    def write(self, findings: Sequence[Finding], *, by: Actor) -> dict[str, int]:
        """Lay out what is new and what changed."""
        return {"places": write([finding.plan for finding in findings if finding.writes])}

    def _draft(self, row: Parsed) -> Draft:
        values: dict[str, Any] = {name: row.values[name] for name in _KEPT if name in row.values}
        problems = [Problem(problem.code, problem.column, problem.value) for problem in row.problems]
        owner = text_of(row, "owner")
        if owner:
            unit = self.units.find(owner)
            if isinstance(unit, Detail):
                problems.append(Problem(unit.code, "owner", owner))
            else:
                values["owner"] = unit.code
        return Draft(row.row, values | self._spot(row, problems), tuple(problems))

    def _spot(self, row: Parsed, problems: list[Problem]) -> dict[str, Any]:
        """A point from longitude and latitude; one without the other is a problem."""
        given = [row.values.get("lon"), row.values.get("lat")]
        if None not in given:
            return {"geometry": {"type": "Point", "coordinates": given}, "crs": "EPSG:4326"}
        if given != [None, None]:
            problems.append(Problem("half_a_spot", "lat" if given[1] is None else "lon"))
        return {}


def finding_of(row: Parsed, one: Judged, *, key: str, label: str) -> Finding:
    """The campus's outcome as a finding."""
    details = [
        Detail(_CODES.get(problem.code, problem.code), problem.field, problem.value)
        for problem in one.problems
    ]
    details += [changed(name, _short(before), _short(after)) for name, (before, after) in one.changes.items()]
    plan = one if one.outcome in {Outcome.NEW, Outcome.CHANGED} else None
    return Finding(
        row.row, VERDICTS[one.outcome], text_of(row, key), text_of(row, label), tuple(details), plan
    )


_CODES: Final = {"moved": "place_moved", "circle": "place_circle", "unknown_unit": "unit_unknown"}


def _short(value: Any) -> Any:
    """A geometry is told by its kind and first numbers."""
    return f"{value['type']} {str(value['coordinates'])[:40]}" if isinstance(value, dict) else value


def _gone(codes: set[str]) -> Iterable[Finding]:
    """Places in force that a whole sheet does not hold; rooms and beds have a sheet of their own."""
    rows = Place.objects.in_force().exclude(kind__in=("room", "bed", "floor")).order_by("path")
    for key, code, name in rows.values_list("id", "code", "name"):
        if code not in codes:
            yield Finding(None, Verdict.GONE, code, name, (Detail("gone", "code", str(key)),))
