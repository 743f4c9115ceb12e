"""The display state of a task, and what the tasks of a requirement say together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anlan.areas.command.public import Status
from anlan.areas.tasks.rules.reminding import Limits, Stage, Times, stage_of
from anlan.areas.tasks.states import OWED, Kind, TaskState


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the state of a task is judged by."""

    state: str
    kind: str
    issued_at: datetime
    due_at: datetime | None
    progress_at: datetime | None
    breaches: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A display state and the stage of its deadline."""

    status: Status
    stage: Stage = Stage.NONE


def verdict_of(case: Case, *, at: datetime, limits: Limits) -> Verdict:
    """Met only when verified; a prohibition is not met from its first breach; late is not met."""
    if case.kind == Kind.PROHIBITION and case.breaches:
        return Verdict(Status.NOT_MET)
    if case.state in {TaskState.WITHDRAWN, TaskState.DORMANT}:
        return Verdict(Status.NO_DATA)
    if case.state in {TaskState.VERIFIED, TaskState.CLOSED}:
        return Verdict(Status.MET)
    if case.kind == Kind.PROHIBITION:
        return Verdict(Status.ON_TRACK)
    if case.state not in OWED:
        return Verdict(Status.ON_TRACK)
    stage = stage_of(Times(case.issued_at, case.due_at, case.progress_at), at=at, limits=limits)
    if stage is Stage.OVERDUE:
        return Verdict(Status.NOT_MET, stage)
    if case.state == TaskState.NOT_EXECUTABLE or stage in {Stage.YELLOW, Stage.ORANGE}:
        return Verdict(Status.AT_RISK, stage)
    return Verdict(Status.ON_TRACK, stage)
