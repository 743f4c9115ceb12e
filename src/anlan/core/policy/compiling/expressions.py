"""Conditions and rules as Python expressions.

Nodes of ``ast`` only: names are numbered by us, and whatever comes from the document is a constant.
A comparison with ``None`` must be false, so an operator that would hold of it, or fail on it, is guarded.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from anlan.core.policy.document import Condition, Const, Group, Operand, Other, Pair, Parameter, Rule, Value
from anlan.core.policy.operators import OPERATORS

Expression = ast.expr
NEVER = ast.Constant(value=False)
ALWAYS = ast.Constant(value=True)
COMPARISONS: dict[str, ast.cmpop] = {
    "eq": ast.Eq(),
    "ne": ast.NotEq(),
    "lt": ast.Lt(),
    "le": ast.LtE(),
    "gt": ast.Gt(),
    "ge": ast.GtE(),
    "in": ast.In(),
    "nin": ast.NotIn(),
    "has": ast.In(),
    "nhas": ast.NotIn(),
}
FALSE_OF_NONE = frozenset({"eq", "in"})
"""Operators that are false of ``None`` by themselves when a constant stands right of them."""


class Locals:
    """The local variables of one generated function: one for each attribute that it reads."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def read(self, attribute: str) -> ast.Name:
        """The variable that holds the attribute's value."""
        name = self._names.setdefault(attribute, f"v{len(self._names)}")
        return ast.Name(id=name, ctx=ast.Load())

    def assignments(self) -> list[ast.stmt]:
        """``v0 = get('dir')`` for each variable."""
        return [assign(name, call("get", ast.Constant(value=of))) for of, name in self._names.items()]


class Expressions:
    """Translates the conditions of one policy, its parameters put in as constants."""

    def __init__(self, parameters: Mapping[str, Value], names: Locals) -> None:
        self._parameters, self._names = parameters, names

    def rule(self, rule: Rule) -> Expression:
        """Whether the rule fires."""
        against = [*rule.unless, *([rule.must] if rule.must is not None else [])]
        return both([*(self.condition(one) for one in rule.when), *(no(self.group(one)) for one in against)])

    def group(self, group: Group) -> Expression:
        """Whether all conditions hold."""
        return both([self.condition(one) for one in group])

    def condition(self, condition: Condition) -> Expression:
        """Whether the condition holds; true or false of every request."""
        name = condition.operator
        value = self._names.read(condition.attribute)
        if OPERATORS[name].shape == "none":
            return _of_presence(name, value)
        operand = self._resolved(condition.operand)
        if operand is None:
            return NEVER
        guards = [] if name in FALSE_OF_NONE and isinstance(operand, Const) else [present(value)]
        guards += [present(one) for one in self._read_by(operand)]
        return both([*guards, self._comparison(name, value, operand)])

    def _comparison(self, name: str, value: Expression, operand: Operand) -> Expression:
        """The bare comparison of present values."""
        if OPERATORS[name].shape == "pair":
            within = self._within(value, operand)
            return within if name == "between" else no(within)
        right = self._right(operand)
        if OPERATORS[name].shape == "element":
            value, right = right, value
        return ast.Compare(left=value, ops=[COMPARISONS[name]], comparators=[right])

    def _within(self, value: Expression, operand: Operand) -> Expression:
        low, high = (
            (operand.low, operand.high)
            if isinstance(operand, Pair)
            else (Const(bound) for bound in _bounds(operand))
        )
        return ast.Compare(
            left=self._right(low), ops=[ast.LtE(), ast.LtE()], comparators=[value, self._right(high)]
        )

    def _right(self, operand: Operand) -> Expression:
        if isinstance(operand, Other):
            return self._names.read(operand.name)
        return constant(operand)

    def _read_by(self, operand: Operand) -> list[ast.Name]:
        if isinstance(operand, Pair):
            return [*self._read_by(operand.low), *self._read_by(operand.high)]
        return [self._names.read(operand.name)] if isinstance(operand, Other) else []

    def _resolved(self, operand: Operand) -> Operand:
        """The operand with constants for parameters; ``None`` when the policy lacks one."""
        if isinstance(operand, Parameter):
            given = self._parameters.get(operand.name)
            return None if given is None else Const(given)
        if isinstance(operand, Pair):
            low, high = self._resolved(operand.low), self._resolved(operand.high)
            known = isinstance(low, Const | Other) and isinstance(high, Const | Other)
            return Pair(low, high) if known else None  # type: ignore[arg-type]
        return operand


def _of_presence(name: str, value: ast.Name) -> Expression:
    if name == "isnull":
        return ast.Compare(left=value, ops=[ast.Is()], comparators=[ast.Constant(value=None)])
    return present(value) if name == "notnull" else no(no(value))


def _bounds(operand: Operand) -> Sequence[Value]:
    assert isinstance(operand, Const)  # noqa: S101 - the loader has seen to it
    return operand.value if isinstance(operand.value, tuple) else ()


def constant(operand: Operand) -> Expression:
    """A literal; a list becomes a set, for it is only asked what it contains."""
    assert isinstance(operand, Const)  # noqa: S101 - parameters were put in before
    value = operand.value
    asked: Any = frozenset(value) if isinstance(value, tuple) else value
    return ast.Constant(value=asked)


def present(value: Expression) -> Expression:
    """``value is not None``."""
    return ast.Compare(left=value, ops=[ast.IsNot()], comparators=[ast.Constant(value=None)])


def no(expression: Expression) -> Expression:
    """``not …``."""
    return ast.UnaryOp(op=ast.Not(), operand=expression)


def both(parts: Iterable[Expression]) -> Expression:
    """``… and …``; of nothing it is true."""
    flat = [
        one
        for part in parts
        for one in (part.values if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.And) else [part])
    ]
    if len(flat) < 2:
        return flat[0] if flat else ALWAYS
    return ast.BoolOp(op=ast.And(), values=flat)


def assign(name: str, value: Expression) -> ast.stmt:
    """``name = …``."""
    return ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=value)


def call(name: str, *arguments: Expression) -> Expression:
    """``name(…)``."""
    return ast.Call(func=ast.Name(id=name, ctx=ast.Load()), args=list(arguments), keywords=[])
