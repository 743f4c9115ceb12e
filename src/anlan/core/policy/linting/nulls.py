"""A comparison with a missing value is false: a deny that relies on one lets the unknown pass."""

from __future__ import annotations

from collections.abc import Iterator

from anlan.core.policy.document import Document, Rule, others_of
from anlan.core.policy.faults import Findings


def missing_values_are_met(document: Document, findings: Findings) -> None:
    """Each nullable attribute that a deny compares is met, when missing, by a rule of the same measure."""
    met = {(rule.measure, name) for rule in document.rules for name in _met_by(rule)}
    for rule in document.rules:
        for condition in rule.conditions:
            attribute = document.attributes[condition.attribute]
            if condition.operator == "isnull" and not attribute.nullable:
                findings.add("NULL_NEVER", condition.path, name=attribute.name)
        if rule.effect == "deny":
            _check(rule, document, met, findings)


def _check(rule: Rule, document: Document, met: set[tuple[str, str]], findings: Findings) -> None:
    for condition in rule.when:
        name = condition.attribute
        compares = condition.operator not in ("isnull", "notnull")
        if compares and document.attributes[name].nullable and (rule.measure, name) not in met:
            findings.add("NULL_COVER", condition.path, rule=rule.id, name=name)
        for other in others_of(condition.operand):
            if document.attributes[other].nullable and (rule.measure, other) not in met:
                findings.add("NULL_OPERAND", condition.path, rule=rule.id, name=other)


def _met_by(rule: Rule) -> Iterator[str]:
    """Attributes whose absence makes the rule speak: asked by isnull, or demanded by a ``must``."""
    yield from (one.attribute for one in rule.when if one.operator == "isnull")
    if rule.effect != "allow":
        demanded = [one for one in rule.must or () if one.operator != "isnull"]
        yield from (one.attribute for one in demanded)
