"""A target written as text, read as a number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def amount(target: str) -> Decimal | None:
    """The number of a target, a percent sign aside; None when it is words."""
    try:
        found = Decimal(target.strip().removesuffix("%").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
