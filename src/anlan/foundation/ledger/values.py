"""What stands before and after a change, as people read it: codes by names, moments on the campus clock."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.utils.translation import gettext as _

from anlan.core.kernel import clock
from anlan.foundation.ledger.words import choice_word

Reader = Callable[[str], str]

_LONGEST = 160
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_readers: dict[str, Reader] = {}


def read_values(readers: Mapping[str, Reader]) -> None:
    """Add what turns codes into names: ``people.unit.kind`` for one kind, ``people.role`` for a room."""
    _readers.update(readers)


def value_word(kind: str, field: str, value: object, *, names: Mapping[str, str] = _NO_NAMES) -> str:
    """A value in words of the language of the page; ``names`` by key as ``names_of`` gives them."""
    text = _read(kind, field, value, names)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _read(kind: str, field: str, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(_read(kind, field, part, names) for part in value) or "--"
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value in names:
        return names[value]
    room = kind.partition(".")[0]
    reader = _readers.get(f"{kind}.{field}") or _readers.get(f"{room}.{field}")
    if reader is not None and value:
        return reader(value)
    choice = choice_word(kind, field, value)
    if choice:
        return choice
    if _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value).astimezone(clock.CAMPUS_ZONE).strftime("%Y-%m-%d %H:%M")
    return value or "--"
