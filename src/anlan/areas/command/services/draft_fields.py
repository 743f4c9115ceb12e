"""Fields of a draft on their way in: checked, made plain, put into columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from anlan.areas.command.models import DraftHeading, DraftItem
from anlan.areas.command.models.choices import Direction, Obligation, Repeats
from anlan.areas.command.selectors.rulebook import unit_groups
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput
from anlan.foundation.campus.models import Place
from anlan.foundation.indicators.public import definitions
from anlan.foundation.people.models import Position, Unit

LONGEST = 4000
MOST_KEYS = 200
MOST_MEASURES = 6
COLUMNS = {
    "lead_unit": "lead_unit_id",
    "helpers": "helper_ids",
    "verifier": "verifier_id",
    "places": "place_ids",
}


def cleaned(fields: Mapping[str, object], *, allowed: Collection[str]) -> dict[str, Any]:
    """The fields as plain values. Raises BadInput naming the field that cannot be used."""
    found: dict[str, Any] = {}
    for field, value in fields.items():
        if field not in allowed:
            raise BadInput("command.unknown_field", field=field)
        found[field] = _CLEANERS[field](field, value)
    if found.get("lead_unit") and found.get("lead_group"):
        raise BadInput("command.one_lead", field="lead_unit")
    return found


def put(row: DraftHeading | DraftItem, values: Mapping[str, Any]) -> None:
    """Set plain values on a row; saving is the caller's."""
    for field, value in values.items():
        setattr(row, COLUMNS.get(field, field), to_column(field, value))
    if values.get("lead_unit"):
        row.lead_group = ""
    if values.get("lead_group"):
        row.lead_unit_id = None


def to_column(field: str, value: Any) -> Any:
    """A plain value as its column holds it."""
    if field == "due_at":
        return datetime.fromisoformat(value) if value else None
    if field in {"lead_unit", "verifier"}:
        return UUID(value) if value else None
    if field in {"helpers", "places"}:
        return [UUID(key) for key in value]
    return value


def _refuse(field: str, reason: str = "unusable") -> BadInput:
    return BadInput("command.field_unusable", field=field, reason=reason)


def _text(longest: int, *, needed: bool = False) -> Callable[[str, object], str]:
    def clean(field: str, value: object) -> str:
        text = str(value if value is not None else "").strip().replace("\x00", "")
        if len(text) > longest:
            raise BadInput("command.field_too_long", field=field, limit=longest, size=len(text))
        if needed and not text:
            raise BadInput("command.field_empty", field=field)
        return text

    return clean


def _choice(choices: Collection[str]) -> Callable[[str, object], str]:
    def clean(field: str, value: object) -> str:
        text = str(value or "")
        if text not in choices:
            raise _refuse(field)
        return text

    return clean


def _flag(field: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in (None, "", "0", "false", "off"):
        return False
    if value in ("1", "true", "on"):
        return True
    raise _refuse(field)


def _instant(field: str, value: object) -> str | None:
    if value in (None, ""):
        return None
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError as trouble:
        raise _refuse(field, "not_a_time") from trouble
    return (at if at.tzinfo else at.replace(tzinfo=CAMPUS_ZONE)).astimezone(UTC).isoformat()


def _key(field: str, value: object) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError as trouble:
        raise _refuse(field, "not_a_key") from trouble


def _one_of(model: type[Model]) -> Callable[[str, object], str | None]:
    def clean(field: str, value: object) -> str | None:
        if value in (None, ""):
            return None
        key = _key(field, value)
        if not model._default_manager.filter(pk=key).exists():
            raise _refuse(field, "not_found")
        return key

    return clean


def _some_of(model: type[Model]) -> Callable[[str, object], list[str]]:
    def clean(field: str, value: object) -> list[str]:
        if value in (None, ""):
            return []
        if not isinstance(value, list | tuple | set | frozenset) or len(value) > MOST_KEYS:
            raise _refuse(field)
        keys = list(dict.fromkeys(_key(field, one) for one in value))
        if model._default_manager.filter(pk__in=keys).count() != len(keys):
            raise _refuse(field, "not_found")
        return keys

    return clean


def _measures(field: str, value: object) -> list[str]:
    """Codes of the catalogue, each once, in the order chosen; re-checks measure other measurements."""
    known = definitions().by_code
    if value in (None, ""):
        return []
    if not isinstance(value, list | tuple) or len(value) > MOST_MEASURES:
        raise _refuse(field)
    if any(not isinstance(code, str) or code not in known or known[code].recheck for code in value):
        raise _refuse(field, "not_found")
    return list(dict.fromkeys(value))


def _groups(field: str, value: object) -> list[str]:
    if value in (None, ""):
        return []
    if not isinstance(value, list | tuple):
        raise _refuse(field)
    return list(dict.fromkeys(_choice(unit_groups())(field, one) for one in value))


def _group(field: str, value: object) -> str:
    return _choice(("", *unit_groups()))(field, value)


_CLEANERS: dict[str, Callable[[str, object], Any]] = {
    "lead_unit": _one_of(Unit),
    "lead_group": _group,
    "helpers": _some_of(Unit),
    "helper_groups": _groups,
    "due_at": _instant,
    "due_all_day": _flag,
    "repeats": _choice(Repeats.values),
    "deadline_text": _text(120),
    "no_deadline": _flag,
    "verifier": _one_of(Position),
    "places": _some_of(Place),
    "text": _text(LONGEST, needed=True),
    "obligation": _choice(Obligation.values),
    "condition": _text(LONGEST),
    "indicator_name": _text(200),
    "indicator_direction": _choice(Direction.values),
    "indicator_target": _text(60),
    "indicator_unit": _text(30),
    "measures": _measures,
    "no_target": _flag,
    "note": _text(LONGEST),
}
