"""The demo's meeting texts, in our own words; their dates follow the day of loading."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files

_SLOT = re.compile(r"\{(day|date|year)([+-]\d+)?\}")


def text(name: str, *, today: date) -> str:
    """A text with its dates filled in: ``{day+8}`` is the eighth day from today in Chinese."""
    raw = (files("anlan.demo") / "data" / "texts" / name).read_text(encoding="utf-8")

    def fill(slot: re.Match[str]) -> str:
        at = today + timedelta(days=int(slot[2] or 0))
        return {"day": f"{at.month}月{at.day}日", "date": at.isoformat(), "year": str(at.year)}[slot[1]]

    return _SLOT.sub(fill, raw)
