"""One move of a task: the table asked, lateness kept, the step written, the ledger told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from anlan.areas.tasks.events import TaskLate
from anlan.areas.tasks.models import Task, TaskStep
from anlan.areas.tasks.rules.reminding import Stage, Times, next_change, stage_of
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.states import MOVES_OF, OWED, TASK, moves_of
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import IllegalMove
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record

MOVED = ("state", "state_changed_at", "progress_at", "late_since", "reminded", "next_stage_at")


def move(task: Task, name: str, *, by: Actor, note: str = "", also: Iterable[str] = ()) -> TaskStep:
    """Make the move on a held task. ``also`` are further fields that the act has set. Raises IllegalMove."""
    if name not in MOVES_OF[task.obligation]:
        possible = " ".join(one.name for one in moves_of(task.obligation, task.state))
        raise IllegalMove(machine=TASK.name, state=task.state, move=name, possible=possible)
    arrow = TASK.move(task.state, name)
    before, now = task.state, clock.now()
    keep_lateness(task, at=now)
    task.state, task.state_changed_at, task.progress_at = arrow.target.value, now, now
    schedule(task, at=now)
    task.save(update_fields=[*MOVED, *also])
    record(f"tasks.{name}", on=task, by=by, note=note, before={"state": before}, after=told(task, also))
    return step(task, name, source=before, side=arrow.verb, by=by, note=note)


def step(task: Task, name: str, *, source: str, side: str, by: Actor, note: str) -> TaskStep:
    """Write what happened beside the task."""
    return TaskStep.objects.create(
        task=task,
        name=name,
        source=source,
        target=task.state,
        side=side.removeprefix("tasks."),
        round=task.round,
        note=note,
        position_id=by.position_id,
        person_id=by.person_id,
        at=clock.now(),
    )


def keep_lateness(task: Task, *, at: datetime) -> bool:
    """Mark a task that is past its time; once late it stays late. Returns whether it became so now."""
    owed = task.state in OWED and task.due_at is not None and at >= task.due_at
    if not owed or task.late_since is not None:
        return False
    task.late_since = task.due_at
    publish(
        TaskLate(
            task_id=str(task.pk),
            owner_position_id=str(task.owner_position_id),
            issuer_position_id=str(task.issuer_position_id),
        )
    )
    return True


def schedule(task: Task, *, at: datetime) -> None:
    """Set the stage that has been told and when the next one comes."""
    if task.state not in OWED:
        task.reminded, task.next_stage_at = Stage.NONE.value, None
        return
    times = Times(task.issued_at, task.due_at, task.progress_at)
    task.reminded = stage_of(times, at=at, limits=limits()).value
    task.next_stage_at = next_change(times, at=at, limits=limits())


def told(task: Task, names: Iterable[str]) -> dict[str, Any]:
    """What the ledger keeps of a task after an act."""
    return {"state": task.state} | {name: getattr(task, name) for name in names}
