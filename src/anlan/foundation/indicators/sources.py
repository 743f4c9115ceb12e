"""Where values come from: each room registers its queries once, in the wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from anlan.foundation.indicators.scopes import Scope


@dataclass(frozen=True, slots=True)
class Measured:
    """What a query found: the value, of how many it is a share, as of when."""

    value: Decimal
    as_of: datetime
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""


Query = Callable[[datetime, Scope], Measured | None]
"""Measures a scope at an instant; None where there is nothing to measure (which is no data, not zero)."""

_sources: dict[str, Query] = {}


def share(numerator: int, denominator: int, *, as_of: datetime, note: str = "") -> Measured | None:
    """So many of so many, in percent; of none there is no share."""
    if denominator == 0:
        return None
    value = (Decimal(100) * numerator / denominator).quantize(Decimal("0.01"))
    return Measured(value, as_of, numerator, denominator, note)


def register_source(name: str, query: Query) -> None:
    """Add a source; the same one twice counts once."""
    if _sources.setdefault(name, query) != query:
        raise ValueError(f"two sources named {name}")


def forget_source(name: str) -> None:
    """Take a source away again; for tests."""
    _sources.pop(name, None)


def source(name: str) -> Query | None:
    """The query of that name, or None while no room gives it."""
    return _sources.get(name)


def source_names() -> frozenset[str]:
    """Every registered source."""
    return frozenset(_sources)
