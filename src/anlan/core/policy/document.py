"""A rule document ``anlan.rules/1`` as values: attributes, conditions, rules, policies.

Terms follow attribute-based access control (XACML 3.0, NIST SP 800-162): a request carries attributes, a rule
has conditions and an effect, a policy combines rules: a deny beats an allow, without an allow nothing passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SCHEMA = "anlan.rules/1"
LARGEST = 2**53 - 1
"""Integers lie within ±LARGEST, so that every engine (JavaScript too) computes the same."""

Scalar = str | int | bool
Value = Scalar | tuple[Scalar, ...]
AttributeType = Literal["enum", "int", "bool", "set", "id"]
Effect = Literal["deny", "require", "allow"]
Request = Mapping[str, object]
"""Attribute → scalar or list of scalars; absent and ``None`` both mean missing."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact that requests may carry. ``values`` closes an enum, or the elements of a set."""

    name: str
    type: AttributeType
    values: tuple[str, ...] = ()
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Const:
    """A literal of the document: a scalar, or a list of scalars."""

    value: Value


@dataclass(frozen=True, slots=True)
class Other:
    """``{"a": name}``: the value of another attribute of the same request."""

    name: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """``{"p": name}``: a value that each policy gives."""

    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The inclusive bounds of ``between`` and ``nbetween``."""

    low: Const | Other | Parameter
    high: Const | Other | Parameter


Operand = Const | Other | Parameter | Pair | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one attribute. ``written`` is the list as it stands in the document, at ``path``."""

    attribute: str
    operator: str
    operand: Operand
    written: tuple[object, ...] = ()
    path: tuple[str | int, ...] = ()


Group = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Fires when all of ``when`` holds, no group of ``unless`` holds, and ``must``, if any, does not."""

    id: str
    measure: str
    effect: Effect
    tier: int
    reason: str
    when: Group
    unless: tuple[Group, ...] = ()
    must: Group | None = None
    waive: tuple[str, ...] = ()
    why: str = ""
    position: int = 0

    @property
    def conditions(self) -> Group:
        """Every condition of the rule, wherever it stands."""
        return (*self.when, *(one for group in self.unless for one in group), *(self.must or ()))


@dataclass(frozen=True, slots=True)
class Policy:
    """What is in force in a phase: measures by name, and values for their parameters."""

    name: str
    measures: frozenset[str]
    params: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Leave:
    """Who meets ``when`` is judged by ``measures`` alone: a way out that no pass or code can close."""

    when: Group
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded document. ``rules`` keep the document's order; ``texts`` are words by reason and field."""

    version: int
    attributes: Mapping[str, Attribute]
    rules: tuple[Rule, ...]
    policies: Mapping[str, Policy]
    texts: Mapping[str, Mapping[str, str]]
    leave: Leave | None = None

    def active(self, policy: Policy) -> tuple[Rule, ...]:
        """The rules of the policy's measures in the order of (tier, position): the order of telling."""
        chosen = [rule for rule in self.rules if rule.measure in policy.measures]
        return tuple(sorted(chosen, key=lambda rule: (rule.tier, rule.position)))


def parameters_of(operand: Operand) -> tuple[str, ...]:
    """The parameters that an operand names."""
    if isinstance(operand, Pair):
        return (*parameters_of(operand.low), *parameters_of(operand.high))
    return (operand.name,) if isinstance(operand, Parameter) else ()


def others_of(operand: Operand) -> tuple[str, ...]:
    """The other attributes that an operand names."""
    if isinstance(operand, Pair):
        return (*others_of(operand.low), *others_of(operand.high))
    return (operand.name,) if isinstance(operand, Other) else ()
