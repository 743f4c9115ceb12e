"""How a proposed change of a rule moves."""

from __future__ import annotations

from enum import StrEnum

from anlan.core.workflow import Machine, Move


class ChangeState(StrEnum):
    """From a draft to what became of it."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ChangeAct(StrEnum):
    """What is proposed: another value from a day, a confirmation of the standing version, an end."""

    SET = "set"
    CONFIRM = "confirm"
    END = "end"


CHANGE = Machine(
    "rulebook.change",
    start=ChangeState.DRAFT,
    moves=(
        Move(ChangeState.DRAFT, "propose", ChangeState.PROPOSED, verb="rulebook.propose"),
        Move(ChangeState.DRAFT, "withdraw", ChangeState.WITHDRAWN, verb="rulebook.propose"),
        Move(ChangeState.PROPOSED, "withdraw", ChangeState.WITHDRAWN, verb="rulebook.propose"),
        Move(ChangeState.PROPOSED, "approve", ChangeState.APPROVED, verb="rulebook.approve"),
        Move(ChangeState.PROPOSED, "reject", ChangeState.REJECTED, verb="rulebook.approve"),
    ),
)

MACHINES = (CHANGE,)
"""Nobody decides what they proposed; the services hold to it whatever position the person takes."""
