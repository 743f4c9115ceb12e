"""The state of a requirement in five words, from what is known of it at an instant.

Nothing is met without evidence, and no data is never counted as met nor as not met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import ceil
from zoneinfo import ZoneInfo

from anlan.areas.command.rules.limits import Limits
from anlan.areas.command.states import DirectiveState
from anlan.core.kernel.clock import CAMPUS_ZONE


class Status(StrEnum):
    """The five display states, from good to bad to unknown."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NOT_MET = "not_met"
    NO_DATA = "no_data"


class Word(StrEnum):
    """What stands beside the status, as a code; ``days`` of the verdict belongs to it."""

    NONE = ""
    WAITING = "waiting_for_answer"
    OBJECTED = "objected"
    ACKNOWLEDGED = "acknowledged"
    NO_INDICATOR = "no_indicator"
    WARNED = "warned"
    URGED = "urged"
    OVERDUE = "overdue"
    FULFILLED = "fulfilled"
    BROKEN_SINCE = "broken_since"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one source (tasks, an indicator, findings) says about a requirement.

    ``met`` counts only with ``evidence``; ``progress_at`` is the last change of state or piece of evidence;
    ``reason`` is what it says in words, where it has more to say than its status; ``done_at`` is when what
    it speaks of was done for good, and None while anything of it is still to come.
    """

    source: str
    status: Status
    as_of: datetime
    evidence: bool = False
    progress_at: datetime | None = None
    reason: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a status is judged by; ``proven`` says that it was fulfilled on evidence that is kept."""

    state: str
    issued_at: datetime
    due_at: datetime | None
    contributions: Sequence[Contribution] = ()
    objected: bool = False
    acknowledged_at: datetime | None = None
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the word beside it, and how many days late."""

    status: Status
    word: Word = Word.NONE
    days: int = 0


def status_of(case: Case, *, at: datetime, limits: Limits) -> Verdict:
    """The status of one item."""
    if case.state in {DirectiveState.SUPERSEDED, DirectiveState.WITHDRAWN}:
        return Verdict(Status.NO_DATA, Word(case.state))
    said = said_by(case.contributions)
    if case.proven:
        broken = said in {Status.NOT_MET, Status.AT_RISK}
        return Verdict(said, Word.BROKEN_SINCE) if broken else Verdict(Status.MET, Word.FULFILLED)
    if said is Status.MET and (
        case.state == DirectiveState.FULFILLED or case.due_at is None or at <= case.due_at
    ):
        return Verdict(Status.MET)
    if case.due_at is not None and at > case.due_at and case.state != DirectiveState.FULFILLED:
        return Verdict(Status.NOT_MET, Word.OVERDUE, days_late(case.due_at, at=at))
    if said is Status.NOT_MET:
        return Verdict(Status.NOT_MET)
    urging = _urging(case, at=at, limits=limits)
    if urging is not Word.NONE or said is Status.AT_RISK:
        return Verdict(Status.AT_RISK, urging)
    return Verdict(said, _answer_word(case, said=said))


PlainCase = tuple[str, datetime, datetime | None, bool, datetime | None]
"""State, issued at, due at, objected, acknowledged at: a case that no source speaks of."""


class Docket:
    """Judges many plain cases at one instant; those that cannot differ in their verdict are judged once."""

    def __init__(self, *, at: datetime, limits: Limits) -> None:
        self._at, self._limits = at, limits
        self._known: dict[tuple[str, datetime | None, datetime | None, bool, bool], Verdict] = {}
        self._stalled: dict[tuple[datetime, datetime], datetime] = {}

    def verdict(self, plain: PlainCase) -> Verdict:
        """``status_of`` the case: an acknowledgement only counts by its side of the stalled share."""
        state, issued_at, due_at, objected, taken_at = plain
        moved = due_at is not None and taken_at is not None and taken_at >= self._since(issued_at, due_at)
        key = (state, issued_at if due_at else None, due_at, objected, moved)
        found = self._known.get(key)
        if found is None:
            case = Case(state, issued_at, due_at, objected=objected, acknowledged_at=taken_at)
            found = self._known[key] = status_of(case, at=self._at, limits=self._limits)
        return found

    def _since(self, issued_at: datetime, due_at: datetime) -> datetime:
        found = self._stalled.get((issued_at, due_at))
        if found is None:
            found = stalled_since(issued_at, due_at, limits=self._limits)
            self._stalled[issued_at, due_at] = found
        return found


def roll_up(statuses: Iterable[Status]) -> Status:
    """The status of a parent: met only if every child is; else the worst of not met and at risk;
    else no data if any child lacks data; else on track. Without children there is no data."""
    seen = set(statuses)
    if seen == {Status.MET}:
        return Status.MET
    for worst in (Status.NOT_MET, Status.AT_RISK):
        if worst in seen:
            return worst
    return Status.NO_DATA if Status.NO_DATA in seen or not seen else Status.ON_TRACK


def tally(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many of each, all five always present."""
    counted = Counter(statuses)
    return {status: counted[status] for status in Status}


def days_late(due_at: datetime, *, at: datetime, zone: ZoneInfo = CAMPUS_ZONE) -> int:
    """Calendar days on campus since the deadline, at least one; zero before it."""
    if at <= due_at:
        return 0
    last_moment = due_at.astimezone(UTC) - timedelta(microseconds=1)
    return max(1, (at.astimezone(zone).date() - last_moment.astimezone(zone).date()).days)


def share_left(issued_at: datetime, due_at: datetime, *, at: datetime) -> float:
    """The part of the time that is left, between 0 and 1."""
    whole = (due_at - issued_at).total_seconds()
    return min(1.0, max(0.0, (due_at - at).total_seconds() / whole)) if whole > 0 else 0.0


def stalled_since(issued_at: datetime, due_at: datetime, *, limits: Limits) -> datetime:
    """From when on a move calms the reminder: when the stalled share of the time is gone."""
    return issued_at + (due_at - issued_at) * limits.stalled_share_gone


def days_left(due_at: datetime, *, at: datetime) -> int:
    """Whole days until the deadline, rounded up; zero when it has passed."""
    return max(0, ceil((due_at - at) / timedelta(days=1)))


def said_by(contributions: Sequence[Contribution]) -> Status:
    """What the sources say together; met without evidence counts as no data."""
    return roll_up(
        Status.NO_DATA if one.status is Status.MET and not one.evidence else one.status
        for one in contributions
    )


def _urging(case: Case, *, at: datetime, limits: Limits) -> Word:
    """The reminder that is due when time runs out without progress since half of it was gone."""
    if case.due_at is None or case.state == DirectiveState.FULFILLED:
        return Word.NONE
    left = share_left(case.issued_at, case.due_at, at=at)
    if left > limits.warn_share_left or _moved_lately(case, limits=limits):
        return Word.NONE
    return Word.URGED if left <= limits.urge_share_left else Word.WARNED


def _moved_lately(case: Case, *, limits: Limits) -> bool:
    """Whether anything happened after the stalled share of the time was gone."""
    assert case.due_at is not None  # noqa: S101 - only asked with a deadline
    since = stalled_since(case.issued_at, case.due_at, limits=limits)
    moves = [case.acknowledged_at, *(one.progress_at for one in case.contributions)]
    return any(move is not None and move >= since for move in moves)


def _answer_word(case: Case, *, said: Status) -> Word:
    if case.objected:
        return Word.OBJECTED
    if case.state == DirectiveState.ISSUED:
        return Word.WAITING
    if said is Status.NO_DATA and not case.contributions:
        return Word.ACKNOWLEDGED if case.state == DirectiveState.ACKNOWLEDGED else Word.NO_INDICATOR
    return Word.NONE
