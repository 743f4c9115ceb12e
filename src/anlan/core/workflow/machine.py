"""A closed table of states and moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from anlan.core.kernel.errors import IllegalMove


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: from a state, by the name of the act, to a state; ``verb`` is the permission it asks for."""

    source: StrEnum
    name: str
    target: StrEnum
    verb: str


@dataclass(frozen=True, slots=True)
class Machine:
    """A named machine; ValueError when two moves of one name leave a state or a state is cut off."""

    name: str
    start: StrEnum
    moves: tuple[Move, ...]

    def __post_init__(self) -> None:
        arrows = [(move.source, move.name) for move in self.moves]
        if len(arrows) != len(set(arrows)):
            raise ValueError(f"{self.name}: two moves of one name leave the same state")
        cut_off = set(type(self.start)) - self._reached()
        if cut_off:
            raise ValueError(f"{self.name}: no way leads to {sorted(cut_off)}")

    def _reached(self) -> set[StrEnum]:
        found, frontier = {self.start}, [self.start]
        while frontier:
            state = frontier.pop()
            ahead = {move.target for move in self.moves if move.source == state} - found
            found |= ahead
            frontier.extend(ahead)
        return found

    def moves_from(self, state: str) -> Iterator[Move]:
        """The arrows that leave a state: the menu of buttons, before permission."""
        return (move for move in self.moves if move.source == state)

    def move(self, state: str, name: str) -> Move:
        """The arrow of that name; raises IllegalMove with what would be possible."""
        for move in self.moves_from(state):
            if move.name == name:
                return move
        possible = " ".join(move.name for move in self.moves_from(state))
        raise IllegalMove(machine=self.name, state=str(state), move=name, possible=possible)

    def ends(self) -> frozenset[str]:
        """The states that no arrow leaves."""
        sources = {move.source for move in self.moves}
        return frozenset(str(state) for state in type(self.start) if state not in sources)
