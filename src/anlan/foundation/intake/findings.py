"""What is said of a row: codes and facts, put into words by the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from anlan.foundation.intake.states import Verdict

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing about a row: a code, the column it is about, the value as read, or before and after."""

    code: str
    column: str = ""
    value: str = ""
    before: str = ""
    after: str = ""

    def told(self) -> dict[str, str]:
        """As it is stored: what is empty is left out."""
        given = {"code": self.code, "column": self.column, "value": self.value}
        given |= {"before": self.before, "after": self.after}
        return {name: text for name, text in given.items() if text}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A row with its cells read: values by column, and what could not be read."""

    row: int
    values: Mapping[str, Any]
    problems: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on a row; ``plan`` is what writing needs and is never stored."""

    row: int | None
    verdict: Verdict
    key: str
    label: str = ""
    details: tuple[Detail, ...] = ()
    plan: Any = None

    @property
    def writes(self) -> bool:
        """Whether applying the file writes this row."""
        return self.plan is not None and self.verdict not in {Verdict.ERROR, Verdict.TWIN, Verdict.GONE}


@dataclass(frozen=True, slots=True)
class Report:
    """What a load found and did. ``told`` holds every finding that is more than "new" or "same"."""

    sheet: str
    filename: str
    content_hash: str
    counts: Mapping[str, int]
    told: tuple[Finding, ...] = ()
    written: Mapping[str, int] = field(default_factory=dict)
    applied: bool = False
    delivery_id: UUID | None = None

    @property
    def rows(self) -> int:
        """How many rows the file had."""
        return sum(count for verdict, count in self.counts.items() if verdict != Verdict.GONE)


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many rows of each verdict, in the order of attention."""
    found = Counter(finding.verdict for finding in findings)
    return {str(verdict): found[verdict] for verdict in Verdict if found[verdict]}
