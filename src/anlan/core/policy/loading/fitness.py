"""Whether a condition makes sense: declared names, an operator that fits, values of the attribute."""

from __future__ import annotations

from collections.abc import Mapping

from anlan.core.policy.document import (
    Attribute,
    Condition,
    Const,
    Operand,
    Other,
    Pair,
    Parameter,
    Value,
)
from anlan.core.policy.faults import Findings, Path
from anlan.core.policy.loading.conditions import VALUE_AT
from anlan.core.policy.loading.shapes import INTEGER, is_integer
from anlan.core.policy.operators import OPERATORS, Shape

Attributes = Mapping[str, Attribute]
WORDLIKE = frozenset({"enum", "id"})
"""Types whose values are texts and may be compared with each other."""


def check_condition(condition: Condition, *, attributes: Attributes, findings: Findings) -> bool:
    """Note what does not fit; whether the condition can be evaluated."""
    path = condition.path
    attribute = attributes.get(condition.attribute)
    if attribute is None:
        findings.add("ATTRIBUTE_UNKNOWN", (*path, 0), name=condition.attribute)
        return False
    operator = OPERATORS[condition.operator]
    if attribute.type not in operator.types:
        findings.add(
            "OPERATOR_UNFIT", (*path, 1), operator=operator.name, type=attribute.type, name=attribute.name
        )
        return False
    where = (*path, VALUE_AT)
    return _operand_fits(condition.operand, attribute, operator.shape, where, attributes, findings)


def _operand_fits(
    operand: Operand,
    attribute: Attribute,
    shape: Shape,
    path: Path,
    attributes: Attributes,
    findings: Findings,
) -> bool:
    """One operand; the bounds of a pair each for itself."""
    if isinstance(operand, Pair):
        ends = [
            _operand_fits(end, attribute, "scalar", (*path, place), attributes, findings)
            for place, end in enumerate((operand.low, operand.high))
        ]
        return all(ends)
    if isinstance(operand, Other):
        return _other_fits(operand, attribute, shape, path, attributes, findings)
    if isinstance(operand, Const):
        return check_value(operand.value, attribute=attribute, shape=shape, path=path, findings=findings)
    return True


def _other_fits(
    other: Other, attribute: Attribute, shape: Shape, path: Path, attributes: Attributes, findings: Findings
) -> bool:
    named = attributes.get(other.name)
    if named is None:
        findings.add("ATTRIBUTE_UNKNOWN", (*path, "a"), name=other.name)
        return False
    if shape == "list":
        fits, expected = named.type == "set" and attribute.type in WORDLIKE, "a set attribute"
    elif shape == "element":
        fits, expected = named.type in WORDLIKE, "an enum or id attribute"
    else:
        alike = named.type == attribute.type or {named.type, attribute.type} <= WORDLIKE
        fits, expected = alike, f"an attribute of type {attribute.type}"
    if not fits:
        findings.add("VALUE_TYPE", path, expected=expected)
    return fits


def check_value(value: Value, *, attribute: Attribute, shape: Shape, path: Path, findings: Findings) -> bool:
    """A literal, or a parameter's value, against the attribute it is compared with."""
    if shape in ("list", "pair"):
        if not isinstance(value, tuple) or (shape == "pair" and len(value) != 2):
            findings.add("VALUE_TYPE", path, expected="a list" if shape == "list" else "two bounds")
            return False
        fits = [
            check_value(one, attribute=attribute, shape="scalar", path=(*path, place), findings=findings)
            for place, one in enumerate(value)
        ]
        return all(fits)
    if not _of_type(value, attribute):
        findings.add("VALUE_TYPE", path, expected=_TYPE_WORDS[attribute.type])
        return False
    if attribute.values and value not in attribute.values:
        findings.add("VALUE_OUTSIDE", path, name=attribute.name, value=value)
        return False
    return True


_TYPE_WORDS = {
    "enum": "a text",
    "int": INTEGER,
    "bool": "true or false",
    "id": "a text or an integer",
    "set": "a text or an integer",
}


def _of_type(value: Value, attribute: Attribute) -> bool:
    if attribute.type == "bool":
        return type(value) is bool
    if attribute.type == "int":
        return is_integer(value)
    return isinstance(value, str) or (attribute.type != "enum" and is_integer(value))


def check_parameters(
    condition: Condition,
    *,
    params: Mapping[str, Value],
    path: Path,
    attributes: Attributes,
    findings: Findings,
) -> None:
    """The values that one policy gives to the parameters of a condition; ``path`` is the policy's."""
    attribute = attributes[condition.attribute]
    shape = OPERATORS[condition.operator].shape
    ends = (condition.operand.low, condition.operand.high) if isinstance(condition.operand, Pair) else ()
    for operand, wanted in ((condition.operand, shape), *((end, "scalar") for end in ends)):
        if isinstance(operand, Parameter) and operand.name in params:
            check_value(
                params[operand.name],
                attribute=attribute,
                shape=wanted,
                path=(*path, "params", operand.name),
                findings=findings,
            )
