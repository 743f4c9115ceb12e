"""The figures of inspection as the rule book gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Terms:
    """Within how many days a unit may object, and an answer is due; ``working`` leaves out holidays."""

    object_days: int
    answer_days: int
    working: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """Everything that a site may set; units stand in the names."""

    second_run_days: int
    repeat_days: int
    cause_at: int
    due_hours: Mapping[str, float]
    risk_days_most: int
    risk_roles: Mapping[str, tuple[str, ...]]
    recheck_share: float
    decoy_share: float
    recheck_hours: int
    drift_days: int
    terms: Mapping[str, Terms]
    term_now: str
    backdate_hours: int
    run_findings_most: int

    @classmethod
    def from_rulebook(cls, document: Mapping[str, Any]) -> Limits:
        """Read the values; KeyError names one that is missing."""
        given = {name: row["value"] for name, row in document["values"].items()}
        terms = {name: Terms(**row) for name, row in given.pop("terms").items()}
        roles = {name: tuple(row) for name, row in given.pop("risk_roles").items()}
        return cls(terms=terms, risk_roles=roles, **given)

    def due_after(self, severity: str) -> timedelta:
        """How long there is to put a finding right when nobody says otherwise."""
        return timedelta(hours=self.due_hours[severity])
