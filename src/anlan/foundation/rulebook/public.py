"""The door of the rule book: what holds on a day at a place, and the acts on rules.

``value_on("goods.hold.parcel", day).minutes`` is None until somebody has confirmed a value; whoever asks
says so instead of taking a number of their own.
"""

from __future__ import annotations

from datetime import date

from anlan.foundation.campus.models import Place
from anlan.foundation.rulebook.events import RuleChanged, RuleChangeProposed
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleChange, RuleVersion
from anlan.foundation.rulebook.rules.resolving import Answer, Passed, State, Why
from anlan.foundation.rulebook.rules.values import Number
from anlan.foundation.rulebook.rules.vocabulary import Kind
from anlan.foundation.rulebook.selectors.answers import book_on, value_on
from anlan.foundation.rulebook.services.deciding import approve, approve_batch, reject
from anlan.foundation.rulebook.services.proposing import Plan, draft_change, propose, withdraw
from anlan.foundation.rulebook.services.settling import settle_area
from anlan.foundation.rulebook.services.taking import Taken, shipped, take_in

__all__ = [
    "Answer",
    "Kind",
    "Passed",
    "Plan",
    "Rule",
    "RuleArea",
    "RuleChange",
    "RuleChangeProposed",
    "RuleChanged",
    "RuleVersion",
    "State",
    "Taken",
    "Why",
    "approve",
    "approve_batch",
    "book_on",
    "days_on",
    "draft_change",
    "minutes_on",
    "number_on",
    "propose",
    "reject",
    "settle_area",
    "shipped",
    "take_in",
    "value_on",
    "withdraw",
]


def minutes_on(rule_id: str, day: date, place: Place | None = None) -> Number | None:
    """A length of time in minutes; None where none is confirmed."""
    return value_on(rule_id, day, place).minutes


def days_on(rule_id: str, day: date, place: Place | None = None) -> Number | None:
    """A length of time in days; None where none is confirmed."""
    return value_on(rule_id, day, place).days


def number_on(rule_id: str, day: date, place: Place | None = None) -> Number | None:
    """A number in the rule's unit; None where none is confirmed or it is no number."""
    found = value_on(rule_id, day, place).value
    return found if isinstance(found, int | float) and not isinstance(found, bool) else None
