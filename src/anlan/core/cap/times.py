"""Instants as CAP writes them: whole seconds with an offset, never ``Z``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")


def written(at: datetime, *, zone: tzinfo) -> str:
    """``2022-05-19T08:30:00+08:00``; an offset of zero is written ``-00:00``, as the standard asks."""
    if at.tzinfo is None:
        raise ValueError("an instant of a message is aware")
    text = at.astimezone(zone).isoformat(timespec="seconds")
    return f"{text[:-6]}-00:00" if text.endswith("+00:00") else text


def read(text: str) -> datetime | None:
    """The instant, or None where the text is not written as the standard asks."""
    if not _WRITTEN.fullmatch(text):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = at.utcoffset() or timedelta()
    return at if abs(offset) <= timedelta(hours=14) else None
