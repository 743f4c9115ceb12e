"""Names of the objects that before and after speak of by key: units, positions, places, requirements."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

Namer = Callable[[Collection[UUID]], Mapping[UUID, str]]
"""Gives the names it knows among many keys, in one query."""

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_namers: list[Namer] = []


def name_objects(*namers: Namer) -> None:
    """Add rooms' namers; adding one again changes nothing."""
    _namers.extend(namer for namer in namers if namer not in _namers)


def keys_in(value: object) -> set[UUID]:
    """Every key inside a value of before or after."""
    if isinstance(value, str):
        return {UUID(value)} if _KEY.fullmatch(value) else set()
    if isinstance(value, Mapping):
        return _keys(value.values())
    return _keys(value) if isinstance(value, list) else set()


def names_of(keys: Collection[UUID]) -> dict[str, str]:
    """Name by key as text; one query a namer whatever the keys are, none where there are none."""
    wanted = set(keys)
    found = [namer(wanted) for namer in _namers] if wanted else []
    return {str(key): name for names in found for key, name in names.items()}


def _keys(values: Iterable[object]) -> set[UUID]:
    return {key for value in values for key in keys_in(value)}
