"""The settings sheet: one row that names the checklist, its source and where it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from anlan.areas.inspection.rules.xlsform.problems import Problems
from anlan.areas.inspection.rules.xlsform.sheets import Cells, rows_of

SHEET = "settings"
KNOWN = frozenset(
    [
        "form_title",
        "form_id",
        "anlan::source",
        "anlan::grade",
        "anlan::place_kinds",
        "anlan::every_days",
        "anlan::valid_from",
    ]
)
UNUSED = frozenset({"version", "default_language", "style", "instance_name", "public_key", "submission_url"})
MOST_DAYS = 366
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_DAYS = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sheet says; empty where it does not."""

    code: str = ""
    title: str = ""
    title_en: str = ""
    source: str = ""
    grade: str = "proposal"
    place_kinds: tuple[str, ...] = ()
    every_days: int = 0
    valid_from: date | None = None


def read_settings(cells: Cells, problems: Problems) -> Settings:
    """The one row; more rows are refused."""
    rows = list(rows_of(SHEET, cells, known=KNOWN, unused=UNUSED, problems=problems))
    if not rows:
        problems.refuse(SHEET, 0, "settings_missing")
        return Settings()
    for extra in rows[1:]:
        problems.refuse(SHEET, extra.number, "settings_twice")
    row = rows[0]
    title, english = row.told("form_title")
    code = row.get("form_id").lower().replace("_", "-")
    for name, value in (
        ("form_title", title),
        ("form_id", code),
        ("anlan::source", row.get("anlan::source")),
    ):
        if not value:
            problems.refuse(SHEET, row.number, "setting_missing", column=name)
    if code and not _CODE.fullmatch(code):
        problems.refuse(SHEET, row.number, "form_id_unusable", name=code[:60])
    return Settings(
        code=code,
        title=title[:120],
        title_en=english[:160],
        source=row.get("anlan::source")[:300],
        grade=row.get("anlan::grade")[:20] or "proposal",
        place_kinds=tuple(row.get("anlan::place_kinds").split()),
        every_days=_days(row.get("anlan::every_days"), row.number, problems),
        valid_from=_day(row.get("anlan::valid_from"), row.number, problems),
    )


def _days(text: str, row: int, problems: Problems) -> int:
    if not text:
        return 0
    if not _DAYS.fullmatch(text) or int(text) > MOST_DAYS:
        problems.refuse(SHEET, row, "days_unusable", said=text[:20], limit=MOST_DAYS)
        return 0
    return int(text)


def _day(text: str, row: int, problems: Problems) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        problems.refuse(SHEET, row, "day_unusable", said=text[:20])
        return None
