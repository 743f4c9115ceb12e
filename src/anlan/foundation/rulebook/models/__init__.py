"""Tables of areas, rules, their versions and proposed changes."""

from anlan.foundation.rulebook.models.changes import RuleChange
from anlan.foundation.rulebook.models.rules import Rule, RuleArea, RuleVersion

__all__ = ["Rule", "RuleArea", "RuleChange", "RuleVersion"]
