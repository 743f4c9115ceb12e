"""The closed lists of tasks with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from anlan.areas.tasks.states import AskState, TaskState


class TaskObligation(models.TextChoices):
    """How a task binds."""

    ONCE = "once", pgettext_lazy("task", "一次")
    STANDING = "standing", pgettext_lazy("task", "长期")
    CONDITIONAL = "conditional", pgettext_lazy("task", "有前提")
    PROHIBITION = "prohibition", pgettext_lazy("task", "禁止")


class Rhythm(models.TextChoices):
    """How often a standing task is verified."""

    NONE = "", pgettext_lazy("task", "不重复")
    DAILY = "daily", pgettext_lazy("task", "每日")
    WEEKLY = "weekly", pgettext_lazy("task", "每周")


TASK_STATES = [
    (TaskState.OPEN.value, pgettext_lazy("task", "待接收")),
    (TaskState.ACCEPTED.value, pgettext_lazy("task", "已接收")),
    (TaskState.IN_PROGRESS.value, pgettext_lazy("task", "进行中")),
    (TaskState.SUBMITTED.value, pgettext_lazy("task", "待核验")),
    (TaskState.VERIFIED.value, pgettext_lazy("task", "已核验")),
    (TaskState.CLOSED.value, pgettext_lazy("task", "已结束")),
    (TaskState.RETURNED.value, pgettext_lazy("task", "已退回")),
    (TaskState.NOT_EXECUTABLE.value, pgettext_lazy("task", "办不了，待定")),
    (TaskState.WITHDRAWN.value, pgettext_lazy("task", "已撤回")),
    (TaskState.DORMANT.value, pgettext_lazy("task", "等前提发生")),
]
ASK_STATES = [
    (AskState.ASKED.value, pgettext_lazy("task", "待答复")),
    (AskState.GRANTED.value, pgettext_lazy("task", "同意")),
    (AskState.REFUSED.value, pgettext_lazy("task", "不同意")),
]
