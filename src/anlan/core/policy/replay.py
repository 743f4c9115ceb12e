"""A replay: the same recorded requests judged by two sides, and what changes between them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from anlan.core.policy.compiling.judge import Verdict
from anlan.core.policy.counters import Facts, Followed
from anlan.core.policy.court import Court
from anlan.core.policy.requests import person_of

Group = tuple[str | None, str | None, str]
"""Class of person, kind of gate, the new side's reason."""


@dataclass(slots=True)
class Change:
    """The changed crossings of one group."""

    passages: int = 0
    persons: set[Hashable] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """What a replay counts; tallies of other persons' crossings can be joined."""

    n: int = 0
    unchanged: int = 0
    changed: dict[str, int] = field(default_factory=dict)
    newly_denied: set[Hashable] = field(default_factory=set)
    newly_allowed: set[Hashable] = field(default_factory=set)
    by: dict[Group, Change] = field(default_factory=dict)

    def add(self, facts: Facts, old: Verdict, new: Verdict) -> None:
        """Count one crossing."""
        self.n += 1
        if old.answer == new.answer:
            self.unchanged += 1
            return
        name = f"{old.answer}->{new.answer}"
        self.changed[name] = self.changed.get(name, 0) + 1
        group = self.by.setdefault((facts.get("cat"), facts.get("gate_kind"), new.reason), Change())
        group.passages += 1
        key = person_of(facts)
        if key is None:
            return
        group.persons.add(key)
        if new.answer == "deny":
            self.newly_denied.add(key)
        elif old.answer == "deny":
            self.newly_allowed.add(key)

    def join(self, other: Tally) -> None:
        """Add another tally to this one."""
        self.n += other.n
        self.unchanged += other.unchanged
        for name, count in other.changed.items():
            self.changed[name] = self.changed.get(name, 0) + count
        self.newly_denied |= other.newly_denied
        self.newly_allowed |= other.newly_allowed
        for key, change in other.by.items():
            group = self.by.setdefault(key, Change())
            group.passages += change.passages
            group.persons |= change.persons

    def as_json(self) -> dict[str, object]:
        """The object of the command line's contract; the largest groups stand first."""
        rows = sorted(self.by.items(), key=lambda row: (-row[1].passages, tuple(map(str, row[0]))))
        return {
            "n": self.n,
            "changed": dict(sorted(self.changed.items())),
            "unchanged": self.unchanged,
            "persons_newly_denied": len(self.newly_denied),
            "persons_newly_allowed": len(self.newly_allowed),
            "by": [_row(group, change) for group, change in rows],
        }


def _row(group: Group, change: Change) -> dict[str, Any]:
    cat, gate_kind, reason = group
    return {
        "cat": cat,
        "gate_kind": gate_kind,
        "reason": reason,
        "passages": change.passages,
        "persons": len(change.persons),
    }


def replay(requests: Iterable[Facts], *, old: Court, new: Court, counters: bool) -> Tally:
    """Judge checked requests by both courts, in the given order.

    With ``counters`` uses, entries and quotas follow each court's own allows instead of the record.
    """
    tally = Tally()
    if not counters:
        for facts in requests:
            tally.add(facts, old.verdict(facts), new.verdict(facts))
        return tally
    followed = Followed(old.reads() | new.reads(), sides=2)
    courts = (old.verdict, new.verdict)
    for facts in requests:
        before, after = followed.verdicts(facts, courts)
        tally.add(facts, before, after)
    return tally
