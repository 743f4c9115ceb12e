"""Putting a version into the book: rows are replaced and added, none is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anlan.core.kernel.ids import new_id
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleVersion
from anlan.foundation.rulebook.rules.book import Version
from anlan.foundation.rulebook.rules.splicing import splice
from anlan.foundation.rulebook.selectors.books import as_version, standing_of

COPIED = (
    "value", "hold", "source_title", "source_publisher", "source_date", "source_key", "cite", "grade", "note",
    "note_en", "confirmed_title", "confirmed_person_id", "confirmed_position_id", "confirmed_at",
)  # fmt: skip
SAID = (
    "value", "precision", "hold", "source_title", "source_publisher", "source_date", "source_key", "cite",
    "grade", "note", "note_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who stands behind a value."""

    title: str = ""
    person_id: Any = None
    position_id: Any = None
    at: datetime | None = None


def make_room(
    rule: Rule, area: RuleArea, *, starts: date, ends: date | None, at: datetime
) -> list[RuleVersion]:
    """Replace the standing rows that the days meet; what of them lies outside goes on as new rows."""
    rows = {row.pk: row for row in standing_of(rule) if row.area_id == area.pk}
    found = splice((as_version(row, rule.code) for row in rows.values()), starts=starts, ends=ends)
    replaced = [rows[one.key] for one in found.replaced]  # type: ignore[index]
    for row in replaced:
        row.replaced_at = at
    RuleVersion.objects.filter(pk__in=[row.pk for row in replaced]).update(replaced_at=at)
    RuleVersion.objects.bulk_create([_piece(rows[one.key], one, at=at) for one in found.pieces])  # type: ignore[index]
    return replaced


def _piece(row: RuleVersion, one: Version, *, at: datetime) -> RuleVersion:
    """What is left of a row, as a row of its own."""
    copied = {name: getattr(row, name) for name in COPIED}
    return RuleVersion(
        id=new_id(),
        rule_id=row.rule_id,
        area_id=row.area_id,
        starts=one.starts,
        ends=one.ends,
        precision=one.precision.value,
        recorded_at=at,
        **copied,
    )


def row_of(one: Version, *, rule: Rule, area: RuleArea, at: datetime) -> RuleVersion:
    """A version of a file as a row."""
    source = one.source
    return RuleVersion(
        id=new_id(),
        rule=rule,
        area=area,
        value=one.value,
        starts=one.starts,
        ends=one.ends,
        precision=one.precision.value,
        hold=one.hold.value,
        source_title=source.title if source else "",
        source_publisher=source.publisher if source else "",
        source_date=source.date if source else "",
        source_key=source.key if source else "",
        cite=one.cite,
        grade=one.grade,
        note=one.note_zh,
        note_en=one.note_en,
        confirmed_title=one.confirmed_by,
        confirmed_at=at if one.confirmed_by else None,
        recorded_at=at,
    )


def told(rows: Iterable[RuleVersion]) -> list[dict[str, Any]]:
    """What the ledger keeps of versions."""
    return [
        {
            "value": row.value,
            "starts": row.starts.isoformat(),
            "ends": row.ends.isoformat() if row.ends else None,
            "grade": row.grade,
            "source": row.source_title,
        }
        for row in rows
    ]
