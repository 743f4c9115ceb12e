"""Rows of pages, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from anlan.foundation.campus.drafts import Judged, Outcome
from anlan.foundation.campus.plans import PlanReport
from anlan.foundation.campus.wording import problem_words
from anlan.foundation.ledger.words import field_word

_MARKS = {
    Outcome.ERROR: "not_met",
    Outcome.CHANGED: "at_risk",
    Outcome.NEW: "not_started",
    Outcome.SAME: "met",
}


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """One feature of a file as the report tells it."""

    index: int
    code: str
    name: str
    mark: str
    word: str
    told: list[str]


def feature_rows(report: PlanReport) -> list[FeatureLine]:
    """The features, those to be mended first."""
    order = [Outcome.ERROR, Outcome.CHANGED, Outcome.NEW, Outcome.SAME]
    return [_line(row) for row in sorted(report.rows, key=lambda row: (order.index(row.outcome), row.ref))]


def _line(row: Judged) -> FeatureLine:
    words = {
        Outcome.NEW: gettext("新增"),
        Outcome.CHANGED: gettext("变更"),
        Outcome.SAME: gettext("相同"),
        Outcome.ERROR: gettext("要改"),
    }
    name = str(row.values.get("name") or "")
    return FeatureLine(row.ref, row.code, name, _MARKS[row.outcome], words[row.outcome], list(_told(row)))


def _told(row: Judged) -> Iterator[str]:
    for problem in row.problems:
        yield problem_words(problem.code, field=problem.field, value=problem.value)
    for name, (before, after) in row.changes.items():
        field = field_word("campus.place", name if name != "owner" else "owner_unit")
        yield gettext("%(field)s：%(before)s → %(after)s") % {
            "field": field,
            "before": _short(before),
            "after": _short(after),
        }


def _short(value: object) -> str:
    """A value within a line."""
    if value in (None, ""):
        return "--"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
