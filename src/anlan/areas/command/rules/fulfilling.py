"""When a requirement is fulfilled, and when it is late: what its sources say, now and when it was due.

Done is what is met with evidence; no data, or data too old, never ends a requirement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anlan.areas.command.rules.status import Contribution, Status, said_by
from anlan.areas.command.states import DIRECTIVE, LIVE, DirectiveState

ENDING = frozenset({"once", "conditional"})
"""Obligations that end with their work; the others bind until their deadline, or until a person ends them."""
KEPT_OR_BROKEN = "prohibition"
"""The obligation that is never late: it was kept until its end, or it was broken."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A requirement before the clock: what is said of it ``now``, and what was said ``when_due``."""

    state: str
    obligation: str
    due_at: datetime | None
    late_since: datetime | None = None
    objected: bool = False
    now: Sequence[Contribution] = ()
    when_due: Sequence[Contribution] = ()

    @property
    def confirmable(self) -> bool:
        """Whether the table leads to fulfilled, nobody waits for an answer, and all that is said is met."""
        moves = {move.name for move in DIRECTIVE.moves_from(DirectiveState(self.state))}
        return "fulfil" in moves and not self.objected and said_by(self.now) is Status.MET

    def over(self, *, at: datetime) -> bool:
        """Whether its deadline has passed."""
        return self.due_at is not None and at > self.due_at


def turned_late(matter: Matter, *, at: datetime) -> bool:
    """Whether it must be marked late now: its deadline passed and it was not met then. Once marked it stays.

    Of a prohibition nothing but a breach counts.
    """
    if matter.state not in LIVE or matter.late_since is not None or not matter.over(at=at):
        return False
    if matter.obligation == KEPT_OR_BROKEN:
        return said_by(matter.when_due) is Status.NOT_MET
    return not _met_when_due(matter)


def met_at(matter: Matter, *, at: datetime, confirmed: bool = False) -> datetime | None:
    """When it was met, if it is fulfilled now; None while it is not.

    By itself only after its deadline, or when the work of an obligation that ends with it is done for good;
    ``confirmed`` by a person as soon as it is met. What was late is met after its deadline.
    """
    if not matter.confirmable:
        return None
    done = [one.done_at for one in matter.now if one.done_at is not None]
    if not matter.over(at=at):
        ends = confirmed or (bool(done) and matter.obligation in ENDING)
        return max(done, default=at) if ends else None
    if matter.late_since is not None or turned_late(matter, at=at):
        kept = matter.obligation != KEPT_OR_BROKEN or confirmed
        return _met_late(matter, at=at) if kept else None
    settled = confirmed or _met_when_due(matter)
    return _met_in_time(matter, done) if settled else None


def _met_when_due(matter: Matter) -> bool:
    """Whether everything said at the deadline was met with evidence, and done by then where it was work.

    What was counted for a prohibition may be concluded later.
    """
    if said_by(matter.when_due) is not Status.MET:
        return False
    due = matter.due_at
    done = [one.done_at for one in matter.when_due if one.done_at is not None]
    return matter.obligation == KEPT_OR_BROKEN or due is None or all(moment <= due for moment in done)


def _met_in_time(matter: Matter, done: Sequence[datetime]) -> datetime | None:
    """The end of its work, at the latest its deadline."""
    return min([max(done), matter.due_at]) if done and matter.due_at else matter.due_at


def _met_late(matter: Matter, *, at: datetime) -> datetime:
    """The newest moment that its sources speak of after the deadline, else the moment it was found met."""
    moments = [one.done_at or one.as_of for one in matter.now]
    newest = max(moments)
    return newest if matter.due_at is not None and matter.due_at < newest < at else at
