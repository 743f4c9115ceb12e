"""Values of parameters: whether one fits, and a set of measures with their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from anlan.core.kernel.errors import BadInput
from anlan.foundation.posture.rules.catalogue import NUMBERS, Catalogue, Measure, Param, ParamType

Value = int | str | tuple[int, int] | tuple[str, ...]
Values = Mapping[str, Value]
MeasureSet = Mapping[str, Values]
"""Measures in force by key, each with a value for every one of its parameters."""

NOTHING: Final[MeasureSet] = {}


def cleaned(catalogue: Catalogue, given: Mapping[str, Mapping[str, Any]]) -> MeasureSet:
    """The measures with values as the rules read them. Raises BadInput naming the measure and parameter."""
    found: dict[str, Values] = {}
    for key in sorted(given):
        measure = catalogue.measure(key)
        if measure is None:
            raise BadInput("posture.unknown_measure", measure=key)
        found[key] = _values(measure, given[key])
    return found


def kept(measure: Measure, given: Mapping[str, Any]) -> Values | None:
    """Values as a phase keeps them, unchecked: what was enacted stands though bounds changed since.

    None where the measure has got or lost a parameter meanwhile.
    """
    if set(given) != {param.key for param in measure.params}:
        return None
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


def plain(measures: MeasureSet) -> dict[str, dict[str, Any]]:
    """The same as JSON keeps it: tuples as lists."""
    return {
        key: {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        for key, values in sorted(measures.items())
    }


def _values(measure: Measure, given: Mapping[str, Any]) -> Values:
    for name in given:
        if measure.param(name) is None:
            raise BadInput("posture.unknown_param", measure=measure.title.zh, param=name)
    return {param.key: value_of(measure, param, given.get(param.key)) for param in measure.params}


def value_of(measure: Measure, param: Param, given: Any) -> Value:
    """One value as the rules read it; nothing is never filled in by a default."""
    if given is None:
        raise BadInput("posture.param_missing", measure=measure.title.zh, param=param.title.zh)
    value = _read(param, given)
    if value is None:
        raise BadInput("posture.param_unusable", measure=measure.title.zh, param=param.title.zh)
    return value


def _read(param: Param, given: Any) -> Value | None:
    """The value, or None when it does not fit."""
    if param.type in NUMBERS:
        return given if _within(param, given) else None
    if param.type is ParamType.CHOICE:
        return given if isinstance(given, str) and given in param.codes else None
    if not isinstance(given, list | tuple):
        return None
    if param.type is ParamType.WINDOW:
        return _window(param, given)
    chosen = [code for code in param.codes if code in given]
    return tuple(chosen) if chosen and len(chosen) == len(given) else None


def _window(param: Param, given: list[Any] | tuple[Any, ...]) -> tuple[int, int] | None:
    if len(given) != 2 or not all(_within(param, one) for one in given) or given[0] >= given[1]:
        return None
    return (given[0], given[1])


def _within(param: Param, given: Any) -> bool:
    low, high = param.lowest, param.highest
    return type(given) is int and low is not None and high is not None and low <= given <= high
