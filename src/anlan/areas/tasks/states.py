"""What a task can be, how it moves, and which moves belong to which obligation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from anlan.core.workflow import Machine, Move


class TaskState(StrEnum):
    """A task from the day it is given to the day it is closed; a conditional one may lie dormant."""

    OPEN = "open"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    CLOSED = "closed"
    RETURNED = "returned"
    NOT_EXECUTABLE = "not_executable"
    WITHDRAWN = "withdrawn"
    DORMANT = "dormant"


class AskState(StrEnum):
    """What the doer asked of the issuer: more time, or another look at the task."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class Kind(StrEnum):
    """How a task binds, which decides how it ends."""

    ONCE = "once"
    STANDING = "standing"
    CONDITIONAL = "conditional"
    PROHIBITION = "prohibition"


S = TaskState
DO, ISSUE, VERIFY = "tasks.do", "tasks.issue", "tasks.verify"

TASK = Machine(
    "tasks.task",
    start=S.OPEN,
    moves=(
        Move(S.DORMANT, "declare", S.OPEN, verb=ISSUE),
        Move(S.OPEN, "accept", S.ACCEPTED, verb=DO),
        Move(S.ACCEPTED, "start", S.IN_PROGRESS, verb=DO),
        Move(S.RETURNED, "start", S.IN_PROGRESS, verb=DO),
        Move(S.ACCEPTED, "submit", S.SUBMITTED, verb=DO),
        Move(S.IN_PROGRESS, "submit", S.SUBMITTED, verb=DO),
        Move(S.RETURNED, "submit", S.SUBMITTED, verb=DO),
        Move(S.SUBMITTED, "recall", S.IN_PROGRESS, verb=DO),
        Move(S.SUBMITTED, "verify", S.VERIFIED, verb=VERIFY),
        Move(S.SUBMITTED, "return", S.RETURNED, verb=VERIFY),
        Move(S.VERIFIED, "close", S.CLOSED, verb=ISSUE),
        Move(S.VERIFIED, "renew", S.IN_PROGRESS, verb=ISSUE),
        Move(S.OPEN, "decline", S.NOT_EXECUTABLE, verb=DO),
        Move(S.ACCEPTED, "decline", S.NOT_EXECUTABLE, verb=DO),
        Move(S.IN_PROGRESS, "decline", S.NOT_EXECUTABLE, verb=DO),
        Move(S.RETURNED, "decline", S.NOT_EXECUTABLE, verb=DO),
        Move(S.NOT_EXECUTABLE, "keep", S.OPEN, verb=ISSUE),
        Move(S.NOT_EXECUTABLE, "revise", S.OPEN, verb=ISSUE),
        *(Move(state, "stand_down", S.DORMANT, verb=ISSUE) for state in (S.OPEN, S.ACCEPTED, S.IN_PROGRESS)),
        Move(S.VERIFIED, "stand_down", S.DORMANT, verb=ISSUE),
        *(
            Move(state, "conclude", S.CLOSED, verb=ISSUE)
            for state in (S.OPEN, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED, S.VERIFIED)
        ),
        *(
            Move(state, "withdraw", S.WITHDRAWN, verb=ISSUE)
            for state in (S.DORMANT, S.OPEN, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED, S.NOT_EXECUTABLE)
        ),
    ),
)

MACHINES = (TASK,)

_ALWAYS = frozenset({"accept", "decline", "keep", "revise", "withdraw"})
_WORKED = frozenset({"start", "submit", "recall", "verify", "return"})
MOVES_OF: Mapping[str, frozenset[str]] = {
    Kind.ONCE: _ALWAYS | _WORKED | {"close"},
    Kind.STANDING: _ALWAYS | _WORKED | {"renew", "conclude"},
    Kind.CONDITIONAL: _ALWAYS | _WORKED | {"declare", "stand_down", "close"},
    Kind.PROHIBITION: _ALWAYS | {"conclude"},
}
"""The moves that each kind knows: a prohibition is counted, never submitted; a standing task is renewed."""

ENDED = frozenset({S.CLOSED, S.WITHDRAWN})
SETTLED = frozenset({S.CLOSED, S.WITHDRAWN, S.VERIFIED})
"""States in which nobody owes anything now."""
IN_HAND = frozenset({S.OPEN, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED})
"""States in which the next step is the doer's."""
OWED = IN_HAND | {S.NOT_EXECUTABLE}
"""States in which the doer's time runs: what was submitted in time does not turn late by waiting."""


def start_of(kind: str) -> TaskState:
    """Where a task of a kind begins: a conditional one waits for its condition."""
    return S.DORMANT if kind == Kind.CONDITIONAL else TaskState(S.OPEN)


def moves_of(kind: str, state: str) -> tuple[Move, ...]:
    """The arrows that leave a state for a task of this kind."""
    return tuple(move for move in TASK.moves_from(state) if move.name in MOVES_OF[kind])
