"""Rules whose conditions contradict each other, and rules that no request comes as far as."""

from __future__ import annotations

from anlan.core.policy.document import Condition, Const, Document, Group, Policy, Rule, parameters_of
from anlan.core.policy.faults import Findings
from anlan.core.policy.interpreter import GOOD_CODE, RESCUE
from anlan.core.policy.linting.witness import Demand, is_possible


def conditions_agree(document: Document, findings: Findings) -> None:
    """Each rule can fire in every policy that uses it, for a request that comes as far as the rules."""
    entrance = before_the_rules(document)
    for rule in document.rules:
        policies = _policies_of(rule, document)
        fires = [policy for policy in policies if _possible(Demand.that_fires(rule), document, policy)]
        path = ("rules", rule.position)
        if not fires and policies:
            findings.add("CONTRADICTION", path, rule=rule.id)
            continue
        for policy in policies:
            if policy not in fires:
                findings.add("CONTRADICTION_HERE", path, rule=rule.id, policy=policy.name)
        reached = Demand.that_fires(rule, *entrance, never=_way_out(document, rule))
        if fires and not any(_possible(reached, document, policy) for policy in fires):
            findings.add("RULE_UNREACHED", path, rule=rule.id)


def _policies_of(rule: Rule, document: Document) -> list[Policy]:
    """The policies that use the rule; any that knows its parameters for a rule that none uses."""
    using = [policy for policy in document.policies.values() if rule.measure in policy.measures]
    needed = {name for condition in rule.conditions for name in parameters_of(condition.operand)}
    knowing = [policy for policy in document.policies.values() if needed <= policy.params.keys()]
    return using or knowing or ([] if needed else [Policy("", frozenset(), {})])


def _possible(demand: Demand, document: Document, policy: Policy) -> bool:
    return is_possible(demand, attributes=document.attributes, parameters=policy.params)


def before_the_rules(document: Document) -> Group:
    """What is true of a request that reaches the rules, as far as its attributes are declared."""
    wanted = (
        Condition("emergency", "in", Const(("none",))),
        Condition("vehicle", "nin", Const(RESCUE)),
        Condition("qr", "in", Const(GOOD_CODE)),
        Condition("known", "eq", Const(value=True)),
    )
    return tuple(one for one in wanted if one.attribute in document.attributes)


def _way_out(document: Document, rule: Rule) -> tuple[Group, ...]:
    """Who leaves by the way out does not come to rules of other measures."""
    if document.leave is None or rule.measure in document.leave.measures:
        return ()
    return (document.leave.when,)
