"""Reminders and lateness, by the clock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from anlan.areas.command.states import LIVE
from anlan.areas.tasks.events import TaskReminded
from anlan.areas.tasks.models import Period, Task
from anlan.areas.tasks.rules.reminding import Stage, Times, next_change, stage_of
from anlan.areas.tasks.selectors import proof
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.services.deciding import begin_next
from anlan.areas.tasks.services.moving import keep_lateness, step
from anlan.areas.tasks.states import OWED, Kind, TaskState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import record

BATCH = 200
BY = Actor.system("tasks.remind")


def remind_all(*, at: datetime | None = None) -> int:
    """Tell every reminder that has come, batch after batch; returns how many tasks were looked at."""
    now, seen = at or clock.now(), 0
    while found := _remind_batch(now):
        seen += found
    return seen


@transaction.atomic
def _remind_batch(now: datetime) -> int:
    """Tasks whose next stage has come, each locked by one worker only."""
    rows = Task.objects.select_for_update(of=("self",), skip_locked=True).filter(next_stage_at__lte=now)
    tasks = list(rows.order_by("next_stage_at")[:BATCH])
    newest = proof.newest([task.pk for task in tasks])
    for task in tasks:
        moved = [one for one in (task.progress_at, newest.get(task.pk)) if one]
        task.progress_at = max(moved, default=None)
        _remind(task, at=now)
    Task.objects.bulk_update(tasks, ["progress_at", "late_since", "reminded", "next_stage_at"])
    return len(tasks)


def _remind(task: Task, *, at: datetime) -> None:
    times = Times(task.issued_at, task.due_at, task.progress_at)
    stage = stage_of(times, at=at, limits=limits()) if task.state in OWED else Stage.NONE
    task.next_stage_at = next_change(times, at=at, limits=limits()) if task.state in OWED else None
    if stage.value == task.reminded:
        return
    task.reminded = stage.value
    if stage is Stage.OVERDUE:
        if keep_lateness(task, at=at):
            _tell(task, "late")
            Period.objects.filter(task=task, round=task.round).update(late=True)
    elif stage is not Stage.NONE:
        _tell(task, stage.value)
        publish(
            TaskReminded(
                task_id=str(task.pk),
                owner_position_id=str(task.owner_position_id),
                issuer_position_id=str(task.issuer_position_id),
                stage=stage.value,
            )
        )


def _tell(task: Task, name: str) -> None:
    """The step and the line of what the clock brought."""
    step(task, name, source=task.state, side="tasks.clock", by=BY, note="")
    record("tasks.late" if name == "late" else "tasks.remind", on=task, by=BY, after={"stage": name})


def renew_due(*, at: datetime | None = None) -> int:
    """Begin the next period of every standing task whose verified period is over.

    None begins once its requirement is done or ended, or where the period reached the requirement's deadline.
    """
    now = at or clock.now()
    rows = Task.objects.filter(
        obligation=Kind.STANDING.value, state=TaskState.VERIFIED.value, due_at__lte=now
    ).exclude(rhythm="")
    rows = rows.filter(Q(directive=None) | Q(directive__state__in=LIVE))
    rows = rows.exclude(directive__due_at__lte=F("due_at"))
    done = 0
    for key in rows.order_by("due_at").values_list("pk", flat=True)[:BATCH]:
        with transaction.atomic():
            task = Task.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=key).first()
            if task is not None and task.state == TaskState.VERIFIED:
                begin_next(task, by=BY)
                done += 1
    return done
