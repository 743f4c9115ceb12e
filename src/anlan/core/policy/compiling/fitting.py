"""A generated function that tells whether the values of a request fit the declared attributes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from anlan.core.policy.compiling.expressions import Expression, both, call
from anlan.core.policy.compiling.functions import Generated, function
from anlan.core.policy.document import LARGEST, Attribute

Test = Callable[[Any], bool]
MISSING = ast.Constant(value=None)


def fits(attributes: Mapping[str, Attribute], tests: Mapping[str, Test]) -> Generated:
    """``fits(request.get)``: one chain of tests; those of ids and sets are called.

    An enum that is given a list or an object raises ``TypeError``: the caller takes that for a no.
    """
    known: dict[str, Any] = {"type": type, "int": int}
    parts: list[Expression] = []
    for name, attribute in attributes.items():
        given = call("get", ast.Constant(value=name))
        if attribute.type == "enum":
            closed: Any = frozenset({None, *attribute.values})
            parts.append(ast.Compare(left=given, ops=[ast.In()], comparators=[ast.Constant(value=closed)]))
            continue
        test = f"t{len(known)}"
        known[test] = tests[name]
        bound = ast.NamedExpr(target=ast.Name(id="v", ctx=ast.Store()), value=given)
        absent = ast.Compare(left=bound, ops=[ast.Is()], comparators=[MISSING])
        parts.append(ast.BoolOp(op=ast.Or(), values=[absent, *_fitting(attribute, test)]))
    return function([ast.Return(value=both(parts))], known=known)


def _fitting(attribute: Attribute, test: str) -> list[Expression]:
    """Ways in which the value at hand fits."""
    value = ast.Name(id="v", ctx=ast.Load())
    if attribute.type == "bool":
        return [
            ast.Compare(left=value, ops=[ast.Is()], comparators=[ast.Constant(value=answer)])
            for answer in (True, False)
        ]
    if attribute.type != "int":
        return [call(test, value)]
    typed = ast.Compare(
        left=call("type", value), ops=[ast.Is()], comparators=[ast.Name(id="int", ctx=ast.Load())]
    )
    ranged = ast.Compare(
        left=ast.Constant(value=-LARGEST),
        ops=[ast.LtE(), ast.LtE()],
        comparators=[value, ast.Constant(value=LARGEST)],
    )
    return [both([typed, ranged])]
