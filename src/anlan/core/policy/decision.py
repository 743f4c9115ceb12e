"""What a request is answered: the decision, a first reason, every rule that fired, a to-do list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from anlan.core.policy.document import Effect, Rule

Answer = Literal["allow", "hold", "deny"]

BREAK_GLASS = "BREAK_GLASS"
PERSON_UNKNOWN = "PERSON_UNKNOWN"
NO_PERMIT = "NO_PERMIT"
OK_LEAVE = "OK_LEAVE"
IDENTIFY = "IDENTIFY"
OVERSTAY = "OVERSTAY"


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired."""

    rule: str
    effect: Effect
    reason: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The allow rule that lacked least, and the conditions that it lacked, as they are written."""

    rule: str
    lacking: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer with all its reasons.

    ``fired`` stands in the order of (tier, position), ``todo`` holds the reasons of fired ``require`` rules.
    ``nearest`` belongs to NO_PERMIT; ``flags`` are noted on the crossing and shown to nobody at the gate.
    """

    answer: Answer
    reason: str
    fired: tuple[Fired, ...] = ()
    todo: tuple[str, ...] = ()
    nearest: Nearest | None = None
    flags: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object of the command line's contract."""
        told: dict[str, object] = {
            "decision": self.answer,
            "reason": self.reason,
            "fired": [{"rule": f.rule, "effect": f.effect, "reason": f.reason} for f in self.fired],
            "todo": list(self.todo),
        }
        if self.reason == NO_PERMIT and self.answer == "deny":
            told["nearest"] = self.nearest and {
                "rule": self.nearest.rule,
                "lacking": [list(condition) for condition in self.nearest.lacking],
            }
        if self.flags:
            told["flags"] = list(self.flags)
        return told


def conclude(fired: tuple[Rule, ...]) -> Decision:
    """The decision that follows from the rules that fired, given in the order of telling.

    A deny beats everything; without an allow nothing passes; a require holds what would pass.
    """
    told = told_of(fired)
    todo = tuple(rule.reason for rule in fired if rule.effect == "require")
    denied = next((rule.reason for rule in fired if rule.effect == "deny"), None)
    allowed = next((rule.reason for rule in fired if rule.effect == "allow"), None)
    if denied is not None:
        return Decision("deny", denied, told, todo)
    if allowed is None:
        return Decision("deny", NO_PERMIT, told, todo)
    if todo:
        return Decision("hold", todo[0], told, todo)
    return Decision("allow", allowed, told)


def conclude_leaving(fired: tuple[Rule, ...], *, flags: tuple[str, ...]) -> Decision:
    """Somebody who leaves is stopped by a deny alone."""
    denied = next((rule.reason for rule in fired if rule.effect == "deny"), None)
    if denied is not None:
        return Decision("deny", denied, told_of(fired), flags=flags)
    return Decision("allow", OK_LEAVE, told_of(fired), flags=flags)


def told_of(rules: tuple[Rule, ...]) -> tuple[Fired, ...]:
    """Fired rules as they are told."""
    return tuple(Fired(rule.id, rule.effect, rule.reason) for rule in rules)
