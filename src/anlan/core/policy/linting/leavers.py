"""Nobody is trapped: few things stop an outsider who leaves, and no pass, window or test is one."""

from __future__ import annotations

import json

from anlan.core.policy.document import Attribute, Condition, Const, Document, Group, Policy, Rule
from anlan.core.policy.faults import Findings
from anlan.core.policy.linting.reach import before_the_rules
from anlan.core.policy.linting.witness import Demand, TooLong, witness

OUTSIDERS = (
    "student_left",
    "staff_commuter",
    "single_entry",
    "supplier",
    "courier",
    "construction",
    "parent",
    "stranger",
)
INNER_GATES = ("zone", "lab", "canteen", "dorm", "handover")
MAY_STOP = frozenset(
    {
        "GATE_CLOSED",
        "PASS_WRONG_GATE",
        "TRUCK_GATE_ONLY",
        "FENCE_CROSSING",
        "FENCE_HANDOVER",
        "HEALTH_RED",
        "QUARANTINED",
        "TEST_POSITIVE",
    }
)
"""Gate closed, wrong gate, fence, red, quarantine, positive: what may stop somebody who leaves."""


def leavers_walk_free(document: Document, findings: Findings) -> None:
    """No deny for another reason fires for an outsider who leaves; a require that holds one is a warning."""
    leaving = leaving_of(document)
    if leaving is None:
        return
    for rule in document.rules:
        if rule.effect == "allow" or rule.reason in MAY_STOP or not _is_asked(rule, document):
            continue
        example = next(
            filter(None, (_example(rule, leaving, document, one) for one in _using(rule, document))), None
        )
        if example:
            code = "LEAVER_TRAPPED" if rule.effect == "deny" else "LEAVER_HELD"
            findings.add(code, ("rules", rule.position), rule=rule.id, reason=rule.reason, example=example)


def leaving_of(document: Document) -> Group | None:
    """What is true of an outsider who leaves; ``None`` where the document cannot say it."""
    if document.leave:
        return document.leave.when
    attributes = document.attributes
    outsiders = tuple(one for one in OUTSIDERS if one in _values(attributes.get("cat")))
    outward = "out" in _values(attributes.get("dir")) and "outside" in _values(attributes.get("zone_to"))
    if not outsiders or not outward:
        return None
    return (
        Condition("dir", "eq", Const("out")),
        Condition("cat", "in", Const(outsiders)),
        Condition("zone_to", "eq", Const("outside")),
    )


def _values(attribute: Attribute | None) -> tuple[str, ...]:
    return attribute.values if attribute and attribute.type == "enum" else ()


def _is_asked(rule: Rule, document: Document) -> bool:
    """Whether somebody who leaves is judged by the rule at all; by the way out only denies count."""
    if document.leave is None:
        return True
    return rule.measure in document.leave.measures and rule.effect == "deny"


def _using(rule: Rule, document: Document) -> list[Policy]:
    return [policy for policy in document.policies.values() if rule.measure in policy.measures]


def _example(rule: Rule, leaving: Group, document: Document, policy: Policy) -> str | None:
    """Somebody whom the rule stops at a gate of the campus, as a text."""
    attributes = document.attributes
    inner = tuple(one for one in INNER_GATES if one in _values(attributes.get("gate_kind")))
    outer = (Condition("gate_kind", "nin", Const(inner)),) if inner else ()
    entrance = () if document.leave else before_the_rules(document)
    demand = Demand.that_fires(rule, *leaving, *outer, *entrance)
    try:
        found = witness(demand, attributes=attributes, parameters=policy.params)
    except TooLong:
        return None
    if found is None:
        return None
    told = {name: value for name, value in found.items() if value is not None}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
