"""What narrows the list of findings; it lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.models.choices import Severity
from anlan.areas.inspection.states import ENDED, IN_HAND, OPEN, FindingState

WAYS = ("open", "late", "raised", "submitted", "repeat", "ended", "risk", "all")
ORDERS = ("due", "new", "place", "unit")
SORTED = {
    "due": ("due_at", "code"),
    "new": ("-raised_at", "code"),
    "place": ("place__path", "due_at"),
    "unit": ("unit__path", "due_at"),
}
LONGEST = 80


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """One way of looking (``show``), and words, severity, unit, place, subject, requirement."""

    show: str = "open"
    q: str = ""
    severity: str = ""
    unit: str = ""
    place: str = ""
    subject: str = ""
    requirement: str = ""
    order: str = "due"
    drill: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> FindingFilters:
        """As the address says; what it says wrongly narrows nothing."""
        text = {
            name: str(query.get(name, "")).replace("\x00", "").strip()[:LONGEST]
            for name in ("q", "severity", "unit", "place", "subject", "requirement")
        }
        if text["severity"] not in Severity.values:
            text["severity"] = ""
        show, order, page = (
            str(query.get("show", "")),
            str(query.get("order", "")),
            str(query.get("page", "")),
        )
        return cls(
            show=show if show in WAYS else "open",
            order=order if order in ORDERS else "due",
            drill=str(query.get("drill", "")) == "1",
            page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
            **text,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the way of looking narrows the list."""
        return bool(self.q or self.severity or self.unit or self.place or self.subject or self.requirement)

    def to_query(self, **other: object) -> str:
        """The address's tail, with some fields set otherwise; fields at rest and the page are left out."""
        rest = FindingFilters()
        told = {field.name: getattr(self, field.name) for field in fields(self)} | {"page": 1} | other
        kept = {name: value for name, value in told.items() if value != getattr(rest, name)}
        return urlencode({name: "1" if value is True else value for name, value in kept.items()})

    def narrow(self, rows: QuerySet[Finding], *, at: datetime) -> QuerySet[Finding]:
        """The rows asked for, whatever the way of looking."""
        if self.q:
            words = Q(text__icontains=self.q) | Q(code__istartswith=self.q) | Q(place__name__icontains=self.q)
            rows = rows.filter(words)
        if self.severity:
            rows = rows.filter(severity=self.severity)
        if self.unit:
            rows = rows.filter(unit__code=self.unit)
        if self.place:
            rows = rows.filter(Q(place__code=self.place) | Q(place__path__contains=f"{self.place}/"))
        if self.subject:
            rows = rows.filter(subject=self.subject)
        if self.requirement:
            rows = rows.filter(directives__code=self.requirement.upper())
        return rows

    def sorted(self, rows: QuerySet[Finding]) -> QuerySet[Finding]:
        """In the order asked for."""
        return rows.order_by(*SORTED[self.order])


def way(rows: QuerySet[Finding], show: str, *, at: datetime) -> QuerySet[Finding]:
    """The rows of one way of looking."""
    return rows.filter(ways(at)[show])


def ways(at: datetime) -> dict[str, Q]:
    """The test of each way of looking."""
    return {
        "open": Q(state__in=OPEN),
        "late": late_q(at),
        "raised": Q(state=FindingState.RAISED),
        "submitted": Q(state__in=(FindingState.SUBMITTED, FindingState.VERIFIED)),
        "repeat": Q(recurrence__gt=1, state__in=OPEN),
        "ended": Q(state__in=ENDED),
        "risk": Q(state=FindingState.RISK_ACCEPTED),
        "all": ~Q(pk=None),
    }


def late_q(at: datetime) -> Q:
    """Past its day and still to be put right, whether the job has marked it yet or not."""
    return Q(state__in=IN_HAND, due_at__lt=at)
