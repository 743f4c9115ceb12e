"""The tables of tasks."""

from anlan.areas.tasks.models.moves import Breach, Extension, Objection, Period, TaskStep
from anlan.areas.tasks.models.tasks import CodeCounter, Task

__all__ = ["Breach", "CodeCounter", "Extension", "Objection", "Period", "Task", "TaskStep"]
