"""Loads as tests need them: a small invented university, brought in through the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from anlan.core.access import Actor, Grant
from anlan.foundation.intake.public import Report, load

VERBS = ("intake.run", "people.edit", "people.read", "campus.edit", "campus.read")
CLERK = Actor(
    account_id=uuid4(),
    person_id=uuid4(),
    label="许明",
    title="数据管理员",
    grants=tuple(Grant(verb, unit="", place="") for verb in VERBS),
)
LOADER = Actor(account_id=uuid4(), label="钱一", grants=(Grant("intake.run", unit="", place=""),))
STRANGER = Actor(account_id=uuid4(), label="路人")

UNITS = (
    {"code": "lanjiang", "name": "澜江大学", "kind": "university"},
    {"code": "physics", "name": "物理学院", "kind": "college", "parent": "lanjiang", "short_name": "物理"},
    {"code": "arts", "name": "文学院", "kind": "college", "parent": "lanjiang", "aliases": "人文学院"},
)


def bring(sheet: str, rows: Iterable[Mapping[str, Any]], *, by: Actor = CLERK, **more: Any) -> Report:
    """Load rows of a sheet."""
    return load(sheet, rows, by=by, filename=f"{sheet}.xlsx", content_hash="0" * 64, **more)


def staff(number: str, name: str = "周一宁", **more: Any) -> dict[str, Any]:
    """A row of staff."""
    return {"number": number, "name": name, "unit": "physics", "kind": "teacher"} | more


def student(number: str, name: str = "林一然", **more: Any) -> dict[str, Any]:
    """A row of students."""
    return {"number": number, "name": name, "unit": "physics", "kind": "undergraduate"} | more


def told(report: Report) -> list[tuple[str, list[str]]]:
    """Verdicts and codes of what has to be looked at."""
    return [(str(finding.verdict), [detail.code for detail in finding.details]) for finding in report.told]


def delivery_of(report: Report) -> UUID:
    """The key of what was applied."""
    assert report.delivery_id is not None
    return report.delivery_id
