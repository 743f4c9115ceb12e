"""Results back from JSON: the dataclasses as they were frozen."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from anlan.areas.movement.rules.results import Findings, Score

T = TypeVar("T")


def findings_of(kept: Mapping[str, Any]) -> Findings:
    """What a preview found, as it was kept."""
    return _made(Findings, kept)


def score_from(kept: Mapping[str, Any]) -> Score:
    """A score, as it was kept."""
    return _made(Score, kept)


def _made(kind: type[T], kept: Mapping[str, Any]) -> T:
    hints = _hints(cast("Hashable", kind))
    return kind(**{name: _value(hint, kept[name]) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    told = get_type_hints(kind)
    return {one.name: told[one.name] for one in fields(kind)}


def _value(hint: Any, kept: Any) -> Any:
    if kept is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in kept)
    if isinstance(hint, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    return _made(hint, kept) if is_dataclass(hint) and isinstance(hint, type) else kept
