"""Where values come from: each room registers its queries once, in the wiring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
Survey = Callable[[datetime, Sequence[Scope]], Mapping[Scope, Measured]]
"""The same for many scopes by few queries; one where there is nothing to measure is left out."""


@dataclass(frozen=True, slots=True)
class AtOnce:
    """A query that measures all scopes together when they are asked together."""

    survey: Survey

    def __call__(self, at: datetime, scope: Scope) -> Measured | None:
        """One scope."""
        return self.survey(at, (scope,)).get(scope)


def at_once(survey: Survey) -> AtOnce:
    """Make a survey of many scopes a query."""
    return AtOnce(survey)


def measured_in(query: Query, at: datetime, scopes: Sequence[Scope]) -> Mapping[Scope, Measured]:
    """What a query finds in these scopes, together where it can."""
    if isinstance(query, AtOnce):
        return query.survey(at, scopes)
    return known_only((scope, query(at, scope)) for scope in scopes)


_sources: dict[str, Query] = {}


def share(numerator: int, denominator: int, *, as_of: datetime, note: str = "") -> Measured | None:
    """So many of so many, in percent; of none there is no share."""
    if denominator == 0:
        return None
    value = (Decimal(100) * numerator / denominator).quantize(Decimal("0.01"))
    return Measured(value, as_of, numerator, denominator, note)


def known_only(told: Iterable[tuple[Scope, Measured | None]]) -> dict[Scope, Measured]:
    """What was measured; scopes of which there is nothing to say fall away."""
    return {scope: measured for scope, measured in told if measured is not None}


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
