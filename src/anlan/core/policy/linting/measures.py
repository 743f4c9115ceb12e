"""Policies and their measures: parameters that somebody uses, measures that have rules."""

from __future__ import annotations

from anlan.core.policy.document import Document, Group, parameters_of
from anlan.core.policy.faults import Findings

EXPECTED_MEASURES = ("integrity", "health", "permit")


def parameters_are_used(document: Document, findings: Findings) -> None:
    """A parameter that no rule uses is a slip; one that this policy's rules do not use is idle."""
    way_out = document.leave.when if document.leave else ()
    used = {rule.id: _used(rule.conditions) for rule in document.rules}
    anywhere = set().union(_used(way_out), *used.values())
    for policy in document.policies.values():
        active = [used[rule.id] for rule in document.active(policy)]
        here = set().union(_used(way_out), *active)
        for name in policy.params:
            path = ("policies", policy.name, "params", name)
            if name not in anywhere:
                findings.add("PARAMETER_UNUSED", path, name=name)
            elif name not in here:
                findings.add("PARAMETER_IDLE", path, name=name)


def _used(conditions: Group) -> set[str]:
    return {name for condition in conditions for name in parameters_of(condition.operand)}


def measures_are_filled(document: Document, findings: Findings) -> None:
    """Named measures have rules, rules belong to a policy, and no policy goes without the usual three."""
    filled = {rule.measure for rule in document.rules}
    for policy in document.policies.values():
        path = ("policies", policy.name, "measures")
        for name in sorted(policy.measures - filled):
            findings.add("MEASURE_EMPTY", path, name=name)
        for name in EXPECTED_MEASURES:
            if name not in policy.measures:
                findings.add("MEASURE_ABSENT", path, name=name)
    for name in sorted(document.leave.measures - filled) if document.leave else ():
        findings.add("MEASURE_EMPTY", ("leave", "measures"), name=name)
    in_force = {name for policy in document.policies.values() for name in policy.measures}
    for rule in document.rules:
        if rule.measure not in in_force:
            findings.add("RULE_UNREACHED", ("rules", rule.position), rule=rule.id)
