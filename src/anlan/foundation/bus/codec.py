"""Events as JSON fields and back, by the types their class declares."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from anlan.core.kernel.errors import BadInput

_FROM_TEXT: dict[Any, Callable[[str], Any]] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    Decimal: Decimal,
}


def event_name(kind: type) -> str:
    """The room and the class: ``command.DirectiveIssued``; a move inside the room keeps it."""
    rooms = [part for part in kind.__module__.split(".") if part not in {"events", "public"}]
    return f"{rooms[-1]}.{kind.__name__}"


def to_fields(event: Any) -> dict[str, Any]:
    """The fields of an event in JSON's own types."""
    if not is_dataclass(event) or isinstance(event, type):
        raise TypeError(f"an event is an instance of a frozen dataclass, not {event!r}")
    return {field.name: _to_json(getattr(event, field.name)) for field in fields(event)}


def from_fields(kind: type, stored: Mapping[str, Any]) -> Any:
    """The event again. Fields that the class no longer has are left out, new ones take their default;
    ``bus.event_changed`` when a field without default is missing or a value no longer fits."""
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in stored:
            given[field.name] = _from_json_or_refuse(kind, field, hints[field.name], stored[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise BadInput("bus.event_changed", event=event_name(kind), field=field.name)
    return kind(**given)


def _to_json(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str() | float():
            return value
        case datetime() | date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case list() | tuple():
            return [_to_json(item) for item in value]
        case set() | frozenset():
            return sorted(_to_json(item) for item in value)
        case Mapping():
            return {str(key): _to_json(item) for key, item in value.items()}
    raise TypeError(f"an event cannot carry a {type(value).__name__}")


def _from_json_or_refuse(kind: type, field: Field[Any], hint: Any, value: Any) -> Any:
    try:
        return _from_json(hint, value)
    except (ValueError, TypeError, ArithmeticError) as trouble:
        raise BadInput("bus.event_changed", event=event_name(kind), field=field.name) from trouble


def _from_json(hint: Any, value: Any) -> Any:
    outer, inner = get_origin(hint), get_args(hint)
    if outer in {Union, types.UnionType}:
        return _from_union(inner, value)
    if outer in {tuple, list, set, frozenset}:
        return outer(_from_json(inner[0] if inner else Any, item) for item in value)
    if outer is not None and issubclass(outer, Mapping):
        return {key: _from_json(inner[1], item) for key, item in value.items()}
    return _from_plain(hint, value)


def _from_union(choices: tuple[Any, ...], value: Any) -> Any:
    """The first choice that fits; None only where the class allows it."""
    if value is None and type(None) in choices:
        return None
    return _from_json(next(choice for choice in choices if choice is not type(None)), value)


def _from_plain(hint: Any, value: Any) -> Any:
    if hint in _FROM_TEXT:
        return _FROM_TEXT[hint](value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint in {str, int, bool} and type(value) is not hint:
        raise TypeError(f"{value!r} is not a {hint.__name__}")
    return value
