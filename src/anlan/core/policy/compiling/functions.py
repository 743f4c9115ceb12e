"""The functions that are generated for one policy. Each takes ``request.get``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from anlan.core.policy.compiling.expressions import ALWAYS, Expression, Expressions, Locals, assign, no
from anlan.core.policy.document import Group, Rule, Value

Get = Callable[[str], Any]
Generated = Callable[[Get], int]
NOBODY = -1

Rules = Sequence[Rule]
Parameters = Mapping[str, Value]


def fired(rules: Rules, parameters: Parameters) -> Generated:
    """Which rules fire: bit *i* stands for ``rules[i]``."""
    names = Locals()
    say = Expressions(parameters, names)
    body: list[ast.stmt] = [assign("m", ast.Constant(value=0))]
    for place, rule in enumerate(rules):
        bit = ast.AugAssign(
            target=ast.Name(id="m", ctx=ast.Store()), op=ast.BitOr(), value=ast.Constant(value=1 << place)
        )
        body.append(_if(say.rule(rule), bit))
    return function([*names.assignments(), *body, ast.Return(value=_name("m"))])


def first(rules: Rules, parameters: Parameters) -> Generated:
    """The place of the one rule that gives the reason; ``NOBODY`` for NO_PERMIT. Stops once it knows."""
    names = Locals()
    say = Expressions(parameters, names)
    placed = list(enumerate(rules))
    body: list[ast.stmt] = [
        _if(say.rule(rule), _return(place)) for place, rule in placed if rule.effect == "deny"
    ]
    permits: list[ast.stmt] = [
        _if(say.rule(rule), assign("a", ast.Constant(value=place)), ast.Break())
        for place, rule in placed
        if rule.effect == "allow"
    ]
    body.append(ast.While(test=ALWAYS, body=[*permits, _return(NOBODY)], orelse=[]))
    body += [_if(say.rule(rule), _return(place)) for place, rule in placed if rule.effect == "require"]
    permit = _name("a") if permits else ast.Constant(value=NOBODY)
    return function([*names.assignments(), *body, ast.Return(value=permit)])


def nearest(rules: Rules, parameters: Parameters) -> Generated:
    """The place of the rule that lacks the fewest conditions, the first of equals; ``NOBODY`` of no rules."""
    names = Locals()
    say = Expressions(parameters, names)
    body: list[ast.stmt] = [
        assign("b", ast.Constant(value=NOBODY)),
        assign("n", ast.Constant(value=1 << 30)),
    ]
    for place, rule in enumerate(rules):
        fewer = ast.Compare(left=_name("k"), ops=[ast.Lt()], comparators=[_name("n")])
        body.append(assign("k", _lacking(rule, say)))
        body.append(_if(fewer, assign("n", _name("k")), assign("b", ast.Constant(value=place))))
    return function([*names.assignments(), *body, ast.Return(value=_name("b"))])


def meets(group: Group, parameters: Parameters) -> Generated:
    """Whether all conditions of a group hold."""
    names = Locals()
    met = ast.Return(value=Expressions(parameters, names).group(group))
    return function([*names.assignments(), met])


def _lacking(rule: Rule, say: Expressions) -> Expression:
    """How many conditions the rule lacks; each group that stands against it counts as one."""
    against = [*rule.unless, *([rule.must] if rule.must is not None else [])]
    parts = [*(no(say.condition(one)) for one in rule.when), *(no(no(say.group(one))) for one in against)]
    total: Expression = ast.Constant(value=0)
    for part in parts:
        total = ast.BinOp(left=total, op=ast.Add(), right=part)
    return total


def function(body: list[ast.stmt], *, known: Mapping[str, object] | None = None) -> Generated:
    """Compile the body as a function of ``get`` that reaches nothing but what is ``known`` to it."""
    module = ast.parse("def judge(get): pass")
    cast("ast.FunctionDef", module.body[0]).body = body
    ast.fix_missing_locations(module)
    reached: dict[str, object] = {"__builtins__": {}, **(known or {})}
    exec(compile(module, "<anlan.rules/1>", "exec"), reached)  # noqa: S102 - a tree of our own nodes and constants
    return cast("Generated", reached["judge"])


def _if(test: Expression, *body: ast.stmt) -> ast.stmt:
    return ast.If(test=test, body=list(body), orelse=[])


def _name(name: str) -> ast.Name:
    return ast.Name(id=name, ctx=ast.Load())


def _return(value: int) -> ast.stmt:
    return ast.Return(value=ast.Constant(value=value))
