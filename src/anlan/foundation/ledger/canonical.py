"""One text for one value: sorted keys, no spaces, UTF-8, text left as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from anlan.core.kernel.errors import BadInput

encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""The canonical JSON of what is in JSON's own types already."""


def canonical(value: Mapping[str, Any]) -> str:
    """The canonical JSON of a mapping; ``ledger.bad_value`` for what has no one text (floats, NUL)."""
    return encode(plain(value))


def plain(value: Any) -> Any:
    """The value in JSON's own types: instants as ISO in UTC, ids and decimals as text, no floats."""
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int():
            return value
        case Mapping():
            return {_key(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted(plain(item) for item in value)
    return _text(value)


def _text(value: Any) -> str:
    """What JSON has no type for, as its one text."""
    match value:
        case str():
            return _sound(value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
    raise BadInput("ledger.bad_value", type=type(value).__name__)


def instant(at: datetime) -> str:
    """An aware instant as ISO text in UTC, always with microseconds."""
    if at.tzinfo is None:
        raise BadInput("ledger.bad_value", type="naive datetime")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise BadInput("ledger.bad_value", type=f"key {type(key).__name__}")
    return _sound(key)


def _sound(text: str) -> str:
    """Text that a database can hold: no NUL, no half of a surrogate pair."""
    if "\0" in text:
        raise BadInput("ledger.bad_value", type="text with NUL")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput("ledger.bad_value", type="text with a lone surrogate") from None
    return str(text)
