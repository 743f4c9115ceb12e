"""The figures of ``rulebooks/products.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class DailyReport:
    """When units report of a day, and which kinds of unit do."""

    enabled: bool
    opens: time
    closes: time
    unit_kinds: tuple[str, ...]


@cache
def daily_report() -> DailyReport:
    """The hours in force. Raises ValueError for hours that turn round."""
    path = Path(settings.RULEBOOKS) / "products.json"
    told = json.loads(path.read_text(encoding="utf-8"))["daily_report"]
    opens, closes = time.fromisoformat(told["opens"]), time.fromisoformat(told["closes"])
    if closes <= opens:
        raise ValueError("daily_report: closes after it opens")
    return DailyReport(bool(told["enabled"]), opens, closes, tuple(told["unit_kinds"]))
