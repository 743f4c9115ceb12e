"""Several operations at one place: the stricter value of each parameter, and every reason."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import cast

from anlan.foundation.posture.rules.catalogue import Catalogue, Param, ParamType, Stricter
from anlan.foundation.posture.rules.values import MeasureSet, Value, Values

NEVER: tuple[int, int] = (1, 0)
"""A window without a minute: what two windows that do not meet have in common."""


def stricter_of(param: Param, one: Value, other: Value) -> Value:
    """The least strict value that is at least as strict as both."""
    higher = param.stricter is Stricter.HIGHER
    if param.type is ParamType.LIST:
        chosen, more = set(cast("tuple[str, ...]", one)), set(cast("tuple[str, ...]", other))
        both = chosen | more if higher else chosen & more
        return tuple(code for code in param.codes if code in both)
    if param.type is ParamType.WINDOW:
        return _windows(cast("tuple[int, int]", one), cast("tuple[int, int]", other), wider=higher)
    if param.type is ParamType.CHOICE:
        pick = max if higher else min
        return pick(str(one), str(other), key=param.codes.index)
    return (max if higher else min)(cast("int", one), cast("int", other))


def _windows(one: tuple[int, int], other: tuple[int, int], *, wider: bool) -> tuple[int, int]:
    if wider:
        return (min(one[0], other[0]), max(one[1], other[1]))
    shared = (max(one[0], other[0]), min(one[1], other[1]))
    return shared if shared[0] <= shared[1] else NEVER


def join(catalogue: Catalogue, sets: Iterable[MeasureSet]) -> MeasureSet:
    """All measures of all sets, each parameter at its strictest."""
    return reduce(lambda one, other: _join(catalogue, one, other), sets, cast("MeasureSet", {}))


def _join(catalogue: Catalogue, one: MeasureSet, other: MeasureSet) -> MeasureSet:
    found: dict[str, Values] = {**one}
    for key, values in other.items():
        measure = catalogue.measures[key]
        known = found.get(key)
        found[key] = (
            values
            if known is None
            else {p.key: stricter_of(p, known[p.key], values[p.key]) for p in measure.params}
        )
    return found
