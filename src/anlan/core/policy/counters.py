"""Counters that follow each side of a replay: uses, entries and quotas depend on its own answers.

Each counter starts at the first value that its key shows and from then on moves with the side's own allows,
whatever the record says later.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple

from anlan.core.policy.compiling.judge import Verdict
from anlan.core.policy.requests import person_of

CAMPUS_OFFSET_S = 8 * 3600
DAY_S = 86_400
SLOT_S = 900
Facts = dict[str, Any]
Key = Hashable
Get = Callable[[str], Any]
Judgement = Callable[[Facts], Verdict]
Cell = list[int]
"""One value for each side."""


class Counter(NamedTuple):
    """A counted attribute: whose it is, given who passes and when, and what an allow adds to it."""

    attribute: str
    key: Callable[[Get, str | None, int | None], Key]
    step: Callable[[Get], int]


def person_and_pass(get: Get, person: str | None, _now: int | None) -> Key:
    """A pass is named by its id where the record carries one, else by its kind."""
    named = get("pass_id") or get("_pass_id") or get("_pass") or get("pass_kind")
    return person and (person, named if type(named) is str else str(named))


def person_and_day(_get: Get, person: str | None, now: int | None) -> Key:
    """The local day of the campus, which keeps the time of UTC+8."""
    return person and (person, now and (now + CAMPUS_OFFSET_S) // DAY_S)


def gate_and_slot(get: Get, _person: str | None, now: int | None) -> Key:
    """A quarter of an hour of a gate."""
    gate = get("gate_id")
    return None if gate is None else (gate, now and now // SLOT_S)


COUNTERS = (
    Counter("uses_left", person_and_pass, lambda _get: -1),
    Counter("entries_today", person_and_day, lambda get: int(get("dir") == "in")),
    Counter("gate_quota_used", gate_and_slot, lambda _get: 1),
)
"""A key of ``None`` or nothing is nobody's: such a counter stays as it was recorded."""


class _Kept(NamedTuple):
    """A counter with its cells."""

    attribute: str
    key: Callable[[Get, str | None, int | None], Key]
    step: Callable[[Get], int]
    cells: dict[Key, Cell]


class Followed:
    """The counters that some rule reads, as each of several judgements of the same crossings moves them."""

    def __init__(self, read: Iterable[str], *, sides: int) -> None:
        wanted = frozenset(read)
        self._sides = sides
        self._kept = [_Kept(*counter, {}) for counter in COUNTERS if counter.attribute in wanted]

    def verdicts(self, facts: Facts, judgements: Sequence[Judgement]) -> list[Verdict]:
        """One verdict of each side, with the counters as that side has them; the facts come out unchanged."""
        found = self._cells_of(facts)
        verdicts = []
        for side, judgement in enumerate(judgements):
            for attribute, cell, _, _ in found:
                facts[attribute] = cell[side]
            verdict = judgement(facts)
            verdicts.append(verdict)
            if verdict[0] == "allow":
                for _, cell, step, _ in found:
                    cell[side] += step
        for attribute, _, _, recorded in found:
            facts[attribute] = recorded
        return verdicts

    def _cells_of(self, facts: Facts) -> list[tuple[str, Cell, int, int | None]]:
        """For each counter that is followed here: name, cell, what an allow adds, and the recorded value.

        A cell is made at the first value that its key shows.
        """
        get = facts.get
        person, now = person_of(facts), get("now")
        found = []
        for attribute, key_of, step_of, cells in self._kept:
            key = key_of(get, person, now)
            recorded = get(attribute)
            cell = cells.get(key)
            if cell is None:
                if recorded is None or not key:
                    continue
                cell = cells[key] = [recorded] * self._sides
            found.append((attribute, cell, step_of(get), recorded))
        return found
