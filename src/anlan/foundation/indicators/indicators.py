"""What this floor itself can measure: whether the ledger's chain holds."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from anlan.foundation.indicators.scopes import WHOLE, Scope
from anlan.foundation.indicators.sources import Measured
from anlan.foundation.ledger.public import verify


def ledger_breaks(at: datetime, scope: Scope) -> Measured | None:
    """Zero when the chain holds from its first row to its last; an empty ledger proves nothing."""
    if scope != WHOLE:
        return None
    report = verify()
    if report.rows == 0 and report.holds:
        return None
    return Measured(Decimal(0 if report.holds else 1), at, note=f"{report.rows} · {report.head[:12]}")


INDICATOR_SOURCES = (("ledger.verified", ledger_breaks),)
