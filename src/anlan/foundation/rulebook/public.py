"""The door of the rule book: what holds on a day at a place, and the acts on rules.

``value_on("goods.hold.parcel", day).minutes`` is None until somebody has confirmed a value; whoever asks
says so instead of taking a number of their own.
"""

from __future__ import annotations

from datetime import date

from anlan.foundation.campus.models import Place
from anlan.foundation.rulebook.events import RuleChanged, RuleChangeProposed
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleChange, RuleVersion
from anlan.foundation.rulebook.rules.book import Source, Version
from anlan.foundation.rulebook.rules.loading import book_of
from anlan.foundation.rulebook.rules.resolving import Answer, Passed, State, Why
from anlan.foundation.rulebook.rules.values import Number
from anlan.foundation.rulebook.rules.vocabulary import Hold, Kind
from anlan.foundation.rulebook.selectors.answers import book_on, value_on
from anlan.foundation.rulebook.selectors.books import rule_for, versions_of
from anlan.foundation.rulebook.selectors.changes import change_for, waiting
from anlan.foundation.rulebook.services.deciding import approve, approve_batch, reject
from anlan.foundation.rulebook.services.proposing import Plan, draft_change, propose, withdraw
from anlan.foundation.rulebook.services.settling import settle_area
from anlan.foundation.rulebook.services.taking import Taken, shipped, take_in
from anlan.foundation.rulebook.states import ChangeAct as Change

__all__ = [
    "Answer",
    "Change",
    "Hold",
    "Kind",
    "Passed",
    "Plan",
    "Rule",
    "RuleArea",
    "RuleChange",
    "RuleChangeProposed",
    "RuleChanged",
    "RuleVersion",
    "Source",
    "State",
    "Taken",
    "Version",
    "Why",
    "approve",
    "approve_batch",
    "book_of",
    "book_on",
    "change_for",
    "days_on",
    "draft_change",
    "minutes_on",
    "number_on",
    "propose",
    "reject",
    "rule_for",
    "settle_area",
    "shipped",
    "take_in",
    "value_on",
    "versions_of",
    "waiting",
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
