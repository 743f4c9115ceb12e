"""Tasks on the worklist."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from anlan.areas.tasks import public
from anlan.areas.tasks.selectors.pressing import counted, is_turn_of, pressing_tasks
from anlan.areas.tasks.selectors.rows import TaskRow
from anlan.areas.tasks.states import SETTLED, TaskState
from anlan.areas.tasks.words import task_word, unit_word
from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.wording import words_for
from anlan.foundation.worklist.public import Act, Bulk, Counts, Group, Outcome, Row, Source

URGENCY = {
    public.Stage.ORANGE: 3,
    public.Stage.DUE: 3,
    public.Stage.YELLOW: 2,
    public.Stage.HALF: 1,
}


def rows(viewer: Actor, at: datetime, most: int) -> list[Row]:
    """The tasks in which the viewer's position has a part."""
    return [_row(viewer, row) for row in pressing_tasks(viewer, at=at, most=most)]


def counts(viewer: Actor, at: datetime) -> Counts:
    """How many there are; one query."""
    return Counts(**counted(viewer, at=at))


def accept_rows(keys: Collection[str], by: Actor) -> Outcome:
    """Take the tasks of some rows on."""
    done, refused = public.accept_many([_key(key) for key in keys], by=by)
    return Outcome(done, tuple(str(words_for(one).title) for one in refused))


def _row(viewer: Actor, row: TaskRow) -> Row:
    task = row.task
    mine = is_turn_of(viewer, row)
    return Row(
        key=f"tasks:{task.pk}",
        source="tasks",
        title=task.title,
        status=Mark(row.verdict.status.value),
        word=task_word(row),
        due_at=task.due_at,
        due_all_day=task.due_all_day,
        since=task.issued_at,
        url=task.get_absolute_url(),
        group=_group(row, mine=mine),
        changed_at=task.state_changed_at,
        acts=_acts(row) if mine else (),
        urgency=URGENCY.get(row.verdict.stage, 0),
        where=f"{task.code} {unit_word(task.owner_unit)}",
    )


def _group(row: TaskRow, *, mine: bool) -> Group:
    if mine:
        return Group.LATE if row.verdict.stage is public.Stage.OVERDUE else Group.MINE
    dormant = row.task.state == TaskState.DORMANT
    return Group.CHANGED if dormant or row.task.state in SETTLED else Group.WAITING


def _acts(row: TaskRow) -> tuple[Act, ...]:
    """The one next step; what asks for words or evidence leads to the page."""
    task = row.task
    if "accept" in row.acts:
        url = reverse("tasks:move", args=(task.code, "accept"))
        return (Act(pgettext("task", "接收"), url, "post", bulk="tasks.accept"),)
    if "start" in row.acts:
        return (Act(pgettext("task", "开始办"), reverse("tasks:move", args=(task.code, "start")), "post"),)
    label = {
        TaskState.IN_PROGRESS: pgettext("task", "交核验"),
        TaskState.SUBMITTED: pgettext("task", "去核验"),
        TaskState.NOT_EXECUTABLE: pgettext("task", "去答复"),
    }.get(TaskState(task.state), _("打开看"))
    return (Act(label, f"{task.get_absolute_url()}#acts"),)


def _key(key: str) -> UUID:
    try:
        return UUID(key.removeprefix("tasks:"))
    except ValueError:
        raise NotVisible from None


WORKLIST_SOURCES = (
    Source(
        code="tasks",
        label=pgettext_lazy("worklist", "任务"),
        rows=rows,
        counts=counts,
        bulk=(
            Bulk(
                "tasks.accept",
                pgettext_lazy("task", "接收任务"),
                gettext_lazy("已接收 %(count)s 项任务"),
                accept_rows,
            ),
        ),
    ),
)
