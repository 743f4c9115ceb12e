"""The door of tasks: what pages, surfaces and rooms above use."""

from anlan.areas.tasks.events import (
    ExtensionAsked,
    ExtensionDecided,
    ProhibitionBroken,
    TaskAccepted,
    TaskClosed,
    TaskCreated,
    TaskDecided,
    TaskDeclined,
    TaskLate,
    TaskObjected,
    TaskReminded,
    TaskReturned,
    TaskSubmitted,
    TaskVerified,
)
from anlan.areas.tasks.rules.judging import Verdict
from anlan.areas.tasks.rules.reminding import Stage
from anlan.areas.tasks.selectors.by_unit import overdue_by_unit
from anlan.areas.tasks.selectors.contributions import contribution
from anlan.areas.tasks.selectors.filters import TaskFilters
from anlan.areas.tasks.selectors.listing import Board, TaskPage, board, task_list
from anlan.areas.tasks.selectors.of_directive import tasks_from, tasks_of
from anlan.areas.tasks.selectors.page import DetailPage, task_page
from anlan.areas.tasks.selectors.rows import TaskRow
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.selectors.telling import TaskTold, extension_told, task_told
from anlan.areas.tasks.services.deciding import (
    answer_objection,
    change_verifier,
    close,
    conclude,
    decide_extension,
    declare,
    keep,
    renew,
    revise,
    stand_down,
    withdraw,
)
from anlan.areas.tasks.services.doing import (
    accept,
    accept_many,
    ask_extension,
    decline,
    object_to,
    recall,
    start,
    submit,
)
from anlan.areas.tasks.services.exporting import export_tasks
from anlan.areas.tasks.services.giving import NewTask, create_task, give, split_from_directive
from anlan.areas.tasks.services.reminding import remind_all, renew_due
from anlan.areas.tasks.services.verifying import count_breach, return_, verify

__all__ = [
    "Board",
    "DetailPage",
    "ExtensionAsked",
    "ExtensionDecided",
    "NewTask",
    "ProhibitionBroken",
    "Stage",
    "TaskAccepted",
    "TaskClosed",
    "TaskCreated",
    "TaskDecided",
    "TaskDeclined",
    "TaskFilters",
    "TaskLate",
    "TaskObjected",
    "TaskPage",
    "TaskReminded",
    "TaskReturned",
    "TaskRow",
    "TaskSubmitted",
    "TaskTold",
    "TaskVerified",
    "Verdict",
    "accept",
    "accept_many",
    "answer_objection",
    "ask_extension",
    "board",
    "change_verifier",
    "close",
    "conclude",
    "contribution",
    "count_breach",
    "create_task",
    "decide_extension",
    "declare",
    "decline",
    "export_tasks",
    "extension_told",
    "give",
    "keep",
    "limits",
    "object_to",
    "overdue_by_unit",
    "recall",
    "remind_all",
    "renew",
    "renew_due",
    "return_",
    "revise",
    "split_from_directive",
    "stand_down",
    "start",
    "submit",
    "task_list",
    "task_page",
    "task_told",
    "tasks_from",
    "tasks_of",
    "verify",
    "withdraw",
]
