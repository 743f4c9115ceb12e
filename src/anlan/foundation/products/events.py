"""What products announce."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductSigned:
    """A product left its draft; ``supersedes`` is the version it takes the place of, "" when first."""

    product_id: str
    kind: str
    code: str
    version: int
    supersedes: str
    drill: bool


@dataclass(frozen=True, slots=True)
class UnitReported:
    """A unit told its day: nothing to report, or so many matters."""

    window_id: str
    unit_id: str
    matters: int
