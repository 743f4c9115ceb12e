"""Who may do what with tasks."""

from anlan.core.access import Verb

TASK = "tasks.task"

VERBS = (
    Verb("tasks.read", TASK, "看任务"),
    Verb("tasks.do", TASK, "接任务、办任务、交任务、申请延期"),
    Verb("tasks.issue", TASK, "派任务、答复延期和异议、结束任务"),
    Verb("tasks.verify", TASK, "核验任务"),
    Verb("tasks.export", TASK, "导出任务表"),
)
