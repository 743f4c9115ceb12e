"""Values that are worth trying for each attribute when a witness is built.

Operators only compare, so two values that no constant and no other attribute tells apart are the same to a
rule: for integers the constants and their neighbours are enough, as many on each side as attributes are
compared with each other; for texts the constants and as many strangers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from anlan.core.policy.document import (
    Attribute,
    Condition,
    Const,
    Operand,
    Pair,
    Parameter,
    Scalar,
    Value,
    others_of,
)

Candidate = Scalar | tuple[Scalar, ...] | None
WHOLE_POWERSET = 4


def candidates(
    attributes: Mapping[str, Attribute], conditions: Sequence[Condition], parameters: Mapping[str, Value]
) -> dict[str, list[Candidate]]:
    """The values to try, for each attribute that the conditions read."""
    found: dict[str, list[Candidate]] = {}
    for names in _compared_with_each_other(conditions):
        pool = {
            scalar
            for condition in conditions
            if condition.attribute in names
            for scalar in _scalars(condition.operand, parameters)
        }
        for name in names:
            pool.update(attributes[name].values if attributes[name].type == "enum" else ())
        for name in names:
            found[name] = _values(attributes[name], pool, strangers=len(names), conditions=conditions)
    return found


def _compared_with_each_other(conditions: Sequence[Condition]) -> list[set[str]]:
    """Attributes in groups: those that some condition compares stand together."""
    groups: list[set[str]] = []
    for condition in conditions:
        names = {condition.attribute, *others_of(condition.operand)}
        apart = [group for group in groups if not group & names]
        groups = [*apart, names.union(*(group for group in groups if group & names))]
    return groups


def _scalars(operand: Operand, parameters: Mapping[str, Value]) -> Iterable[Scalar]:
    if isinstance(operand, Pair):
        return [*_scalars(operand.low, parameters), *_scalars(operand.high, parameters)]
    if isinstance(operand, Parameter):
        given = parameters.get(operand.name)
        return () if given is None else _scalars(Const(given), parameters)
    if isinstance(operand, Const):
        return operand.value if isinstance(operand.value, tuple) else (operand.value,)
    return ()


def _values(
    attribute: Attribute, pool: set[Scalar], *, strangers: int, conditions: Sequence[Condition]
) -> list[Candidate]:
    found: list[Candidate]
    if attribute.type == "enum":
        found = list(attribute.values)
    elif attribute.type == "bool":
        found = [True, False]
    elif attribute.type == "int":
        known = {one for one in pool if type(one) is int} or {0}
        reach = range(-strangers, strangers + 1)
        found = [*sorted({one + step for one in known for step in reach})]
    else:
        fresh = [f"?{number}" for number in range(strangers)]
        texts = sorted(pool, key=str) + ([] if attribute.values else fresh)
        found = list(_sets(attribute, texts, conditions)) if attribute.type == "set" else list(texts)
    asked = any(one.operator == "isnull" and one.attribute == attribute.name for one in conditions)
    return [*found, None] if attribute.nullable or asked else found


def _sets(
    attribute: Attribute, elements: Sequence[Scalar], conditions: Sequence[Condition]
) -> Iterable[Candidate]:
    """All sets of few elements; of many the smallest, the largest, and the single ones."""
    fitting = [one for one in elements if not attribute.values or one in attribute.values]
    if not fitting and attribute.values:
        fitting = [attribute.values[0]]
    if len(fitting) <= WHOLE_POWERSET:
        return [chosen for size in range(len(fitting) + 1) for chosen in combinations(fitting, size)]
    wanted = _literals(attribute, conditions, "has")
    refused = _literals(attribute, conditions, "nhas")
    without = tuple(one for one in fitting if one not in refused)
    return [wanted, (), without, tuple(fitting), *((one,) for one in fitting)]


def _literals(attribute: Attribute, conditions: Sequence[Condition], operator: str) -> tuple[Scalar, ...]:
    return tuple(
        one.operand.value
        for one in conditions
        if one.attribute == attribute.name
        and one.operator == operator
        and isinstance(one.operand, Const)
        and not isinstance(one.operand.value, tuple)
    )
