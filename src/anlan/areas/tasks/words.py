"""Words of tasks: states with their deadlines, moves, sides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from anlan.areas.command.public import Status
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.models.choices import TASK_STATES
from anlan.areas.tasks.rules.reminding import Stage
from anlan.areas.tasks.selectors.rows import TaskRow
from anlan.areas.tasks.states import Kind, TaskState
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import in_language, unit_name
from anlan.foundation.ui import dates

STATE_WORDS: Mapping[str, str | Promise] = dict(TASK_STATES)
STAGE_WORDS: Mapping[str, Promise] = {
    "open": pgettext_lazy("lane", "待接收"),
    "doing": pgettext_lazy("lane", "办理中"),
    "checking": pgettext_lazy("lane", "待核验"),
    "verified": pgettext_lazy("lane", "已核验"),
    "ended": pgettext_lazy("lane", "已结束"),
}
STAGE_RULES: Mapping[str, Promise] = {
    "open": gettext_lazy("接收以后开始办；办不了的说明理由。"),
    "doing": gettext_lazy("办好后附上证据，交核验。"),
    "checking": gettext_lazy("由没有参与办理的人核验。"),
    "verified": gettext_lazy("派出任务的岗位结束它。"),
    "ended": gettext_lazy("最近的在前。"),
}
REMINDERS: Mapping[Stage, Promise] = {
    Stage.HALF: pgettext_lazy("task", "时间过半"),
    Stage.DUE: pgettext_lazy("task", "快到期"),
    Stage.YELLOW: pgettext_lazy("task", "黄色提醒"),
    Stage.ORANGE: pgettext_lazy("task", "橙色提醒"),
    Stage.OVERDUE: pgettext_lazy("task", "逾期"),
}
MOVE_WORDS: Mapping[str, Promise] = {
    "accept": pgettext_lazy("task", "接收任务"),
    "start": pgettext_lazy("task", "开始办"),
    "submit": pgettext_lazy("task", "交核验"),
    "recall": pgettext_lazy("task", "收回来再办"),
    "decline": pgettext_lazy("task", "说明办不了"),
    "object": pgettext_lazy("task", "提异议"),
    "ask_extension": pgettext_lazy("task", "申请延期"),
    "verify": pgettext_lazy("task", "核验通过"),
    "return": pgettext_lazy("task", "退回补办"),
    "close": pgettext_lazy("task", "结束任务"),
    "conclude": pgettext_lazy("task", "结束任务"),
    "renew": pgettext_lazy("task", "开始下一周期"),
    "keep": pgettext_lazy("task", "维持原任务"),
    "revise": pgettext_lazy("task", "修改任务"),
    "withdraw": pgettext_lazy("task", "撤回任务"),
    "declare": pgettext_lazy("task", "前提已发生"),
    "stand_down": pgettext_lazy("task", "前提已解除"),
    "breach": pgettext_lazy("task", "记一次违反"),
    "decide_extension": pgettext_lazy("task", "答复延期"),
    "answer_objection": pgettext_lazy("task", "答复异议"),
}
TIES: Mapping[str, Promise] = {
    "doer": gettext_lazy("你办过这项任务，要由别人核验。"),
    "author": gettext_lazy("这项任务的证据里有你提交的，要由别人核验。"),
}


def task_word(row: TaskRow) -> str:
    """The state in a word, led by what matters more: overdue, reminders, breaches."""
    task = row.task
    if task.obligation == Kind.PROHIBITION and row.breaches:
        return _("违反 %(count)s 次") % {"count": row.breaches}
    if row.verdict.stage is Stage.OVERDUE:
        return str(REMINDERS[Stage.OVERDUE])
    said = str(STATE_WORDS[task.state])
    if row.verdict.status is Status.AT_RISK and row.verdict.stage in REMINDERS:
        return f"{said} · {REMINDERS[row.verdict.stage]}"
    return said


def deadline_word(due_at: datetime | None, *, all_day: bool, settled: bool) -> dates.Told | None:
    """By when: 今天 18:00 前, 5-25 前, 逾期 2 天."""
    if due_at is None:
        return None
    if not all_day:
        return dates.due(due_at, done=settled)
    last = (due_at - timedelta(microseconds=1)).astimezone().date()
    return dates.due(last, done=settled)


def seat_word(seat: Position | None) -> str:
    """A position with its unit."""
    return f"{unit_word(seat.unit)} {in_language(seat.title, seat.title_en)}" if seat else "--"


def unit_word(unit: Unit) -> str:
    """A unit by its short name."""
    return in_language(unit.short_name or unit.name, unit.name_en or unit.name) if unit else unit_name(unit)


def mark_of(task: Task, status: Status) -> str:
    """The shape of a task: one that nobody has begun is an empty circle."""
    if task.state in {TaskState.OPEN, TaskState.DORMANT} and status in {Status.ON_TRACK, Status.NO_DATA}:
        return "not_started"
    return status.value
