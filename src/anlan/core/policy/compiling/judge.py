"""One policy, ready to judge many requests: generated code, and a memory of decisions by what fired."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from anlan.core.policy.compiling import functions
from anlan.core.policy.decision import (
    BREAK_GLASS,
    IDENTIFY,
    NO_PERMIT,
    PERSON_UNKNOWN,
    Answer,
    Decision,
    Nearest,
    conclude,
    conclude_leaving,
)
from anlan.core.policy.document import Document, Policy, Request, Rule
from anlan.core.policy.interpreter import GOOD_CODE, NAMELESS_CODE, RESCUE, flags_of, missing

MOST_REMEMBERED = 100_000
NO_EMERGENCY = (None, "none")
CODE_PASSES = (None, *GOOD_CODE)
ANSWERS: dict[str, Answer] = {"deny": "deny", "require": "hold", "allow": "allow"}


class Verdict(NamedTuple):
    """The short answer: no list of what fired, no to-do list."""

    answer: Answer
    reason: str


RESCUED = Verdict("allow", BREAK_GLASS)
UNKNOWN = Verdict("deny", PERSON_UNKNOWN)
ASKED = Verdict("hold", IDENTIFY)


class Judge:
    """Judges validated requests under one policy as the interpreter does; threads may share it."""

    def __init__(self, document: Document, policy: Policy) -> None:
        self.policy = policy
        self.rules = document.active(policy)
        self._fired = functions.fired(self.rules, policy.params)
        self._first = functions.first(self.rules, policy.params)
        self._allows = tuple(rule for rule in self.rules if rule.effect == "allow")
        self._nearest = functions.nearest(self._allows, policy.params)
        self._verdicts = [
            *(Verdict(ANSWERS[rule.effect], rule.reason) for rule in self.rules),
            Verdict("deny", NO_PERMIT),
        ]
        self._decisions: dict[int, Decision] = {}
        self._leaving = _Leaving(document, policy) if document.leave else None

    def decide(self, request: Request) -> Decision:
        """The decision with all its reasons."""
        early = self._before_the_rules(request)
        if early is not None:
            return early if isinstance(early, Decision) else Decision(*early)
        mask = self._fired(request.get)
        decision = self._decisions.get(mask)
        if decision is None:
            decision = self._remember(mask, conclude(_chosen(self.rules, mask)))
        if decision.reason == NO_PERMIT:
            return replace(decision, nearest=self._lacking(request))
        return decision

    def verdict(self, request: Request) -> Verdict:
        """Answer and first reason alone: several times as quick, for replays."""
        early = self._before_the_rules(request)
        if early is not None:
            return early if isinstance(early, Verdict) else Verdict(early.answer, early.reason)
        return self._verdicts[self._first(request.get)]

    def _before_the_rules(self, request: Request) -> Verdict | Decision | None:
        """Emergencies, the way out, the code, the person; ``None`` when the rules are to judge."""
        get = request.get
        if get("emergency") not in NO_EMERGENCY or get("vehicle") in RESCUE:
            return RESCUED
        if self._leaving and (left := self._leaving.judge(request)) is not None:
            return left
        code = get("qr")
        if code not in CODE_PASSES:
            return Verdict("deny", f"QR_{code}".upper())
        return None if get("known") is True else UNKNOWN

    def _lacking(self, request: Request) -> Nearest | None:
        place = self._nearest(request.get)
        if place < 0:
            return None
        rule = self._allows[place]
        return Nearest(rule.id, missing(rule, request, self.policy.params))

    def _remember(self, mask: int, decision: Decision) -> Decision:
        if len(self._decisions) < MOST_REMEMBERED:
            self._decisions[mask] = decision
        return decision


class _Leaving:
    """The way out of a document that has one."""

    def __init__(self, document: Document, policy: Policy) -> None:
        leave = document.leave
        assert leave is not None  # noqa: S101 - the judge has asked
        self._rules = tuple(rule for rule in document.active(policy) if rule.measure in leave.measures)
        self._meets = functions.meets(leave.when, policy.params)
        self._fired = functions.fired(self._rules, policy.params)

    def judge(self, request: Request) -> Decision | Verdict | None:
        """The decision about somebody who leaves; ``None`` when the way out is not theirs."""
        get = request.get
        if self._meets(get):
            fired = _chosen(self._rules, self._fired(get))
            return conclude_leaving(fired, flags=flags_of(request))
        if get("dir") == "out" and (get("known") is not True or get("qr") in NAMELESS_CODE):
            return ASKED
        return None


def _chosen(rules: tuple[Rule, ...], mask: int) -> tuple[Rule, ...]:
    return tuple(rule for place, rule in enumerate(rules) if mask >> place & 1)
