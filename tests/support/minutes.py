"""Minutes of the small university, in our own words, and the article where it lies beside the checkout."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from anlan.project.home import checkout_root

OWN = checkout_root() / "src" / "anlan" / "demo" / "data" / "texts" / "meeting-9.txt"
ARTICLE = checkout_root().parent / "shared" / "mission" / "article.txt"
HELD_ON = date(2022, 5, 19)
DAY = re.compile(r"{(day|date|year)([+-]\d+)?}")


def own_minutes(held_on: date = HELD_ON) -> str:
    """A text that follows the article's structure; its days count from the meeting's."""

    def said(mark: re.Match[str]) -> str:
        day = held_on + timedelta(days=int(mark.group(2) or 0))
        return {"day": f"{day.month}月{day.day}日", "date": day.isoformat(), "year": str(day.year)}[
            mark.group(1)
        ]

    return DAY.sub(said, OWN.read_text(encoding="utf-8"))


def article() -> str:
    """The article itself; the test is skipped where it is not at hand."""
    if not Path(ARTICLE).is_file():
        pytest.skip("the article does not lie beside the checkout")
    return ARTICLE.read_text(encoding="utf-8")
