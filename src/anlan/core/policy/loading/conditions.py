"""Conditions: ``[attribute, operator, value]`` with their operands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

from anlan.core.policy.document import Condition, Const, Group, Operand, Other, Pair, Parameter
from anlan.core.policy.faults import Findings, Path
from anlan.core.policy.loading.shapes import LIST, is_scalar
from anlan.core.policy.operators import OPERATORS, Shape

VALUE_AT = 2
EXPECTED: dict[Shape, str] = {
    "scalar": 'a value, {"a": attribute} or {"p": parameter}',
    "element": 'a value, {"a": attribute} or {"p": parameter}',
    "list": 'a list of values, {"a": set} or {"p": parameter}',
    "pair": 'two bounds, or {"p": parameter}',
}


def read_group(given: object, *, path: Path, findings: Findings) -> Group:
    """A list of conditions; those with faults are left out."""
    if not isinstance(given, list):
        findings.add("TYPE_WRONG", path, expected=LIST)
        return ()
    found = (read_condition(one, path=(*path, place), findings=findings) for place, one in enumerate(given))
    return tuple(one for one in found if one is not None)


def read_condition(given: object, *, path: Path, findings: Findings) -> Condition | None:
    """One condition; its names and types are checked apart."""
    if not _has_names(given):
        findings.add("CONDITION_SHAPE", path)
        return None
    attribute, name = given[:VALUE_AT]
    operator = OPERATORS.get(name)
    if operator is None:
        findings.add("OPERATOR_UNKNOWN", (*path, 1), name=name)
        return None
    if operator.shape == "none":
        if given[VALUE_AT:] not in ([], [None], [True]):
            findings.add("CONDITION_SHAPE", path)
        return Condition(attribute, name, None, tuple(given), path)
    if len(given) <= VALUE_AT:
        findings.add("CONDITION_SHAPE", path)
        return None
    operand = _READERS[operator.shape](given[VALUE_AT])
    if operand is None:
        findings.add("VALUE_TYPE", (*path, VALUE_AT), expected=EXPECTED[operator.shape])
        return None
    return Condition(attribute, name, operand, tuple(given), path)


def _has_names(given: object) -> TypeGuard[list[Any]]:
    """Whether it is a list of two texts and at most one thing more."""
    if not isinstance(given, list) or not VALUE_AT <= len(given) <= VALUE_AT + 1:
        return False
    return all(isinstance(one, str) for one in given[:VALUE_AT])


def _reference(given: object) -> Other | Parameter | None:
    if isinstance(given, dict) and len(given) == 1:
        for key, kind in (("a", Other), ("p", Parameter)):
            if isinstance(given.get(key), str):
                return kind(given[key])
    return None


def _one(given: object) -> Const | Other | Parameter | None:
    return Const(given) if is_scalar(given) else _reference(given)


def _many(given: object) -> Operand:
    if isinstance(given, list):
        return Const(tuple(given)) if all(is_scalar(one) for one in given) else None
    return _reference(given)


def _bounds(given: object) -> Operand:
    """Two bounds, or a parameter that gives both."""
    if not isinstance(given, list) or len(given) != 2:
        return _reference(given) if isinstance(given, dict) else None
    low, high = _one(given[0]), _one(given[1])
    if low is None or high is None:
        return None
    return Pair(low, high)


_READERS: dict[Shape, Callable[[object], Operand]] = {
    "scalar": _one,
    "element": _one,
    "list": _many,
    "pair": _bounds,
}
