"""What each measure of a phase has to state before it can be ordered (invariant 3, and what the law asks)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from anlan.foundation.posture.rules.catalogue import Catalogue, Measure


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the competent authority that is attached to a measure."""

    issuer: str = ""
    number: str = ""
    scope: str = ""
    until: datetime | None = None
    evidence: UUID | None = None

    @property
    def is_complete(self) -> bool:
        """Whether issuer, number, scope, end and the file are all there."""
        return bool(self.issuer and self.number and self.scope and self.until and self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One measure as it is drafted: its values, as they came or clean, and why, for whom, how long."""

    key: str
    values: Mapping[str, Any]
    legal_basis: str = ""
    reason: str = ""
    scope: str = ""
    lighter: str = ""
    review_at: datetime | None = None
    lapses_at: datetime | None = None
    order: Order = Order()


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a draft lacks: a code for words, the measure, the field."""

    code: str
    measure: str
    field: str


def lacks(
    catalogue: Catalogue, statements: Sequence[Statement], *, lapses_at: datetime, at: datetime
) -> tuple[Lack, ...]:
    """Everything that keeps these measures from being ordered, in their order."""
    return tuple(
        lack
        for one in statements
        for lack in _lacks(catalogue.measures[one.key], one, lapses_at=lapses_at, at=at)
    )


def _lacks(measure: Measure, one: Statement, *, lapses_at: datetime, at: datetime) -> Iterator[Lack]:
    if measure.restricts:
        for name, text in _told(one).items():
            if not text.strip():
                yield Lack("posture.statement_missing", one.key, name)
    if one.review_at is None or one.lapses_at is None:
        yield Lack("posture.dates_missing", one.key, "lapses_at")
    elif not at < one.review_at <= one.lapses_at <= lapses_at:
        yield Lack("posture.dates_unusable", one.key, "lapses_at")
    if measure.refuses_exit:
        yield from _lacks_of_order(one)


def _lacks_of_order(one: Statement) -> Iterator[Lack]:
    """What refuses a resident's exit stands on an order, and not longer than the order."""
    order = one.order
    if not order.is_complete or order.until is None:
        yield Lack("posture.order_missing", one.key, "order")
    elif one.lapses_at is not None and one.lapses_at > order.until:
        yield Lack("posture.order_ends_before", one.key, "lapses_at")


def _told(one: Statement) -> Mapping[str, str]:
    return {
        "legal_basis": one.legal_basis,
        "reason": one.reason,
        "scope": one.scope,
        "lighter": one.lighter,
    }
