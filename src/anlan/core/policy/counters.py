"""Counters that follow each side of a replay: uses, entries and quotas depend on its own answers.

Each counter starts at the first value that its key shows and from then on moves with the side's own allows,
whatever the record says later.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from anlan.core.policy.compiling.judge import Verdict
from anlan.core.policy.requests import person_of

USES, ENTRIES, QUOTA = "uses_left", "entries_today", "gate_quota_used"
COUNTED = frozenset({USES, ENTRIES, QUOTA})
CAMPUS_OFFSET_S = 8 * 3600
"""The campus keeps the time of UTC+8."""
DAY_S = 86_400
SLOT_S = 900

Facts = dict[str, Any]
Judgement = Callable[[Facts], Verdict]
Cell = list[Any]
"""One value for each side; ``None`` where nothing is known."""
Cells = dict[Hashable, Cell]


class Followed:
    """The counters as each of several judgements of the same crossings moves them."""

    def __init__(self, read: Iterable[str], *, sides: int) -> None:
        self._sides = sides
        self._idle = COUNTED.isdisjoint(read)
        self._uses: Cells = {}
        self._entries: Cells = {}
        self._quotas: Cells = {}

    def verdicts(self, facts: Facts, judgements: Sequence[Judgement]) -> list[Verdict]:
        """One verdict of each side, with the counters as it has them; the facts come out unchanged.

        An allow takes a use of the pass and a place of the gate's quota; inward it also adds an entry.
        """
        if self._idle:
            return [judgement(facts) for judgement in judgements]
        get = facts.get
        used, entered, taken = get(USES), get(ENTRIES), get(QUOTA)
        person, gate, now = person_of(facts), get("gate_id"), get("now")
        pass_key, day_key = (person, _pass_of(facts)), (person, now and (now + CAMPUS_OFFSET_S) // DAY_S)
        slot_key = (gate, now and now // SLOT_S)
        uses = self._uses.get(pass_key) or self._begun(self._uses, pass_key, used)
        entries = self._entries.get(day_key) or self._begun(self._entries, day_key, entered)
        quota = self._quotas.get(slot_key) or self._begun(self._quotas, slot_key, taken)
        verdicts = []
        for side, judgement in enumerate(judgements):
            facts[USES], facts[ENTRIES], facts[QUOTA] = uses[side], entries[side], quota[side]
            verdict = judgement(facts)
            verdicts.append(verdict)
            if verdict[0] == "allow":
                uses[side] = (uses[side] or 0) - 1
                entries[side] = (entries[side] or 0) + (get("dir") == "in")
                quota[side] = (quota[side] or 0) + 1
        facts[USES], facts[ENTRIES], facts[QUOTA] = used, entered, taken
        return verdicts

    def _begun(self, cells: Cells, key: tuple[Hashable, Hashable], recorded: int | None) -> Cell:
        """A cell with the first value of its key; where none is named or seen, one of no effect."""
        cell = [recorded] * self._sides
        if key[0] is not None and recorded is not None:
            cells[key] = cell
        return cell


def _pass_of(facts: Facts) -> str:
    """A pass is named by its id where the record carries one, else by its kind."""
    get = facts.get
    named = get("pass_id") or get("_pass_id") or get("_pass") or get("pass_kind")
    return named if type(named) is str else str(named)
