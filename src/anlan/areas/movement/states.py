"""How a preview moves, and how a request for its names does."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class PreviewState(StrEnum):
    """A preview from the moment it is asked for."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class NamesState(StrEnum):
    """A request for the names behind a number."""

    ASKED = "asked"
    RELEASED = "released"
    REFUSED = "refused"


P, N = PreviewState, NamesState
RUN, RELEASE = "posture.draft", "movement.release_names"

PREVIEW = Machine(
    "movement.preview",
    start=P.QUEUED,
    moves=(
        Move(P.QUEUED, "begin", P.RUNNING, verb=RUN),
        Move(P.RUNNING, "finish", P.DONE, verb=RUN),
        Move(P.QUEUED, "cancel", P.CANCELLED, verb=RUN),
        Move(P.RUNNING, "cancel", P.CANCELLED, verb=RUN),
        Move(P.QUEUED, "fail", P.FAILED, verb=RUN),
        Move(P.RUNNING, "fail", P.FAILED, verb=RUN),
    ),
)
NAMES = Machine(
    "movement.names",
    start=N.ASKED,
    moves=(
        Move(N.ASKED, "release", N.RELEASED, verb=RELEASE),
        Move(N.ASKED, "refuse", N.REFUSED, verb=RELEASE),
    ),
)
OPEN = (P.QUEUED, P.RUNNING)
