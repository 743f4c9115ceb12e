"""Who may read rules, propose and approve changes, and say in which areas the school lies."""

from anlan.core.access import Verb

RULE = "rulebook.rule"
AREA = "rulebook.rulearea"
CHANGE = "rulebook.rulechange"

VERBS = (
    Verb("rulebook.read", RULE, "查规则", also=(AREA, "rulebook.ruleversion")),
    Verb("rulebook.propose", CHANGE, "提出规则变更，导入规则"),
    Verb("rulebook.approve", CHANGE, "批准规则变更", enacts=True, at_act=True),
    Verb("rulebook.settle", AREA, "装入规则集，选定本校所在的范围", also=(RULE,), enacts=True, at_act=True),
)
