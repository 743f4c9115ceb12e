"""The reference interpreter of ``anlan.rules/1``: it defines what a document means.

Slow and plain; the generated code, the terminal's engine and the vectors are measured against it.
A comparison with a missing value, or against one, is false, except ``isnull``.
"""

from __future__ import annotations

from collections.abc import Mapping

from anlan.core.policy.decision import (
    BREAK_GLASS,
    IDENTIFY,
    NO_PERMIT,
    OVERSTAY,
    PERSON_UNKNOWN,
    Decision,
    Nearest,
    conclude,
    conclude_leaving,
)
from anlan.core.policy.document import (
    Condition,
    Const,
    Document,
    Group,
    Leave,
    Operand,
    Other,
    Pair,
    Policy,
    Request,
    Rule,
    Value,
)
from anlan.core.policy.operators import OPERATORS

Parameters = Mapping[str, Value]

RESCUE = ("ambulance", "fire")
GOOD_CODE = ("ok", "none")
NAMELESS_CODE = ("damaged", "unknown")


def decide(document: Document, policy: Policy, request: Request) -> Decision:
    """Judge one validated request under one policy."""
    if request.get("emergency") not in (None, "none") or request.get("vehicle") in RESCUE:
        return Decision("allow", BREAK_GLASS)
    if document.leave:
        leaving = _leaving(document, document.leave, policy, request)
        if leaving is not None:
            return leaving
    if code_of(request) not in GOOD_CODE:
        return Decision("deny", f"QR_{code_of(request).upper()}")
    if request.get("known") is not True:
        return Decision("deny", PERSON_UNKNOWN)
    rules = document.active(policy)
    decision = conclude(tuple(rule for rule in rules if fires(rule, request, policy.params)))
    if decision.reason != NO_PERMIT:
        return decision
    return _with_nearest(decision, rules, request, policy.params)


def _leaving(document: Document, leave: Leave, policy: Policy, request: Request) -> Decision | None:
    """The way out: judged before code and person; whoever is not recognised is asked, not refused."""
    if all_hold(leave.when, request, policy.params):
        rules = [rule for rule in document.active(policy) if rule.measure in leave.measures]
        fired = tuple(rule for rule in rules if fires(rule, request, policy.params))
        return conclude_leaving(fired, flags=flags_of(request))
    nameless = request.get("known") is not True or code_of(request) in NAMELESS_CODE
    if request.get("dir") == "out" and nameless:
        return Decision("hold", IDENTIFY)
    return None


def code_of(request: Request) -> str:
    """The state of the code that was shown; none when there is none."""
    return str(request.get("qr") or "none")


def flags_of(request: Request) -> tuple[str, ...]:
    """What is noted about somebody who leaves: the state of the code, and an expired pass."""
    now, expiry = request.get("now"), request.get("pass_exp")
    code = code_of(request)
    overstay = isinstance(now, int) and isinstance(expiry, int) and now >= expiry
    return ((f"QR_{code.upper()}",) if code not in GOOD_CODE else ()) + ((OVERSTAY,) if overstay else ())


def fires(rule: Rule, request: Request, parameters: Parameters) -> bool:
    """Whether the rule speaks to this request."""
    if not all_hold(rule.when, request, parameters):
        return False
    if any(all_hold(group, request, parameters) for group in rule.unless):
        return False
    return rule.must is None or not all_hold(rule.must, request, parameters)


def all_hold(group: Group, request: Request, parameters: Parameters) -> bool:
    """Whether every condition holds; of none it is true."""
    return all(holds(condition, request, parameters) for condition in group)


def holds(condition: Condition, request: Request, parameters: Parameters) -> bool:
    """Whether one condition holds."""
    value = request.get(condition.attribute)
    if condition.operator == "isnull":
        return value is None
    if value is None:
        return False
    operator = OPERATORS[condition.operator]
    if operator.shape == "none":
        return operator.holds(value, None)
    right = resolve(condition.operand, request, parameters)
    return right is not None and operator.holds(value, right)


def resolve(operand: Operand, request: Request, parameters: Parameters) -> object:
    """What stands right of the operator; ``None`` when it, or one of two bounds, is missing."""
    if isinstance(operand, Const):
        return operand.value
    if isinstance(operand, Other):
        return request.get(operand.name)
    if isinstance(operand, Pair):
        bounds = (resolve(operand.low, request, parameters), resolve(operand.high, request, parameters))
        return None if None in bounds else bounds
    return parameters.get(operand.name) if operand else None


def _with_nearest(
    decision: Decision, rules: tuple[Rule, ...], request: Request, parameters: Parameters
) -> Decision:
    """A default deny names the allow rule that lacked least, the first of equals."""
    allows = [rule for rule in rules if rule.effect == "allow"]
    found = [(rule.id, missing(rule, request, parameters)) for rule in allows]
    nearest = min(found, key=lambda one: len(one[1]), default=None)
    return Decision(
        decision.answer, decision.reason, decision.fired, decision.todo, nearest and Nearest(*nearest)
    )


def missing(rule: Rule, request: Request, parameters: Parameters) -> tuple[tuple[object, ...], ...]:
    """What a rule that did not fire lacks: its conditions that fail, opposites of what stands against it."""
    against = [*rule.unless, *([rule.must] if rule.must is not None else [])]
    return (
        *(one.written for one in rule.when if not holds(one, request, parameters)),
        *(lacking_of(group) for group in against if all_hold(group, request, parameters)),
    )


def lacking_of(group: Group) -> tuple[object, ...]:
    """The opposite of a group's first condition: one that fails is enough to lift the group.

    An empty group always holds: nothing lifts it, and nothing can be named.
    """
    if not group:
        return ()
    first = group[0]
    opposite = OPERATORS[first.operator].opposite
    right = () if OPERATORS[opposite].shape == "none" else first.written[2:]
    return (first.attribute, opposite, *right)
