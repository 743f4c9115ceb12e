"""One task with everything around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anlan.areas.command.models import Directive
from anlan.areas.command.selectors.requirement import Run, quote_in_context
from anlan.areas.tasks.models import Breach, Extension, Objection, Period, Task, TaskStep
from anlan.areas.tasks.rules.independence import Tie, tie_of
from anlan.areas.tasks.selectors.involved import involved_in
from anlan.areas.tasks.selectors.rows import TaskRow, rows_of
from anlan.areas.tasks.selectors.rulebook import limits
from anlan.areas.tasks.selectors.sight import stands, task_by_code
from anlan.areas.tasks.states import IN_HAND, AskState, Kind
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.ledger.public import Line, history, lines_of
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import allowed

MOST_LINES = 100
JUDGEMENTS = frozenset({"verify", "return"})


@dataclass(frozen=True, slots=True)
class DetailPage:
    """Everything the page of a task shows; ``tie`` says why the viewer may not verify."""

    row: TaskRow
    at: datetime
    quote: tuple[Run, ...]
    directive: Directive | None
    helpers: tuple[Unit, ...]
    steps: tuple[TaskStep, ...]
    extensions: tuple[Extension, ...]
    objections: tuple[Objection, ...]
    breaches: tuple[Breach, ...]
    periods: tuple[Period, ...]
    history: tuple[Line, ...]
    acts: tuple[str, ...]
    tie: Tie

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.row.task

    @property
    def open_extension(self) -> Extension | None:
        """The request for more time that waits for an answer."""
        return next((one for one in self.extensions if one.state == AskState.ASKED), None)

    @property
    def open_objection(self) -> Objection | None:
        """The objection that waits for an answer."""
        return next((one for one in self.objections if one.state == AskState.ASKED), None)


def task_page(viewer: Actor, code: str, *, at: datetime | None = None) -> DetailPage:
    """The page of one task. Raises NotVisible."""
    now = at or clock.now()
    task = task_by_code(viewer, code)
    (row,) = rows_of(viewer, [task], at=now)
    directive = task.directive
    tie = tie_of(involved_in(task), position_id=viewer.position_id, person_id=viewer.person_id)
    extensions = tuple(task.extensions.select_related("asked_by__unit", "decided_by__unit"))
    objections = tuple(task.objections.select_related("asked_by__unit", "decided_by__unit"))
    return DetailPage(
        row=row,
        at=now,
        quote=quote_in_context(directive) if directive else (),
        directive=directive if directive and allowed(viewer, "command.read", directive) else None,
        helpers=tuple(task.helper_units.order_by("order", "code")),
        steps=tuple(task.steps.select_related("position__unit")),
        extensions=extensions,
        objections=objections,
        breaches=tuple(task.breaches.select_related("position__unit")),
        periods=tuple(task.periods.order_by("-round")[:12]),
        history=tuple(lines_of(history("tasks.task", task.pk)[:MOST_LINES])),
        acts=_acts(viewer, row, tie=tie, extensions=extensions, objections=objections),
        tie=tie,
    )


def _acts(
    viewer: Actor,
    row: TaskRow,
    *,
    tie: Tie,
    extensions: Sequence[Extension],
    objections: Sequence[Objection],
) -> tuple[str, ...]:
    """The moves of the table, without judging one's own work, and what stands beside the table."""
    task = row.task
    found = [name for name in row.acts if tie is Tie.NONE or name not in JUDGEMENTS]
    waiting = {
        "extension": any(one.state == AskState.ASKED for one in extensions),
        "objection": any(one.state == AskState.ASKED for one in objections),
    }
    if stands(viewer, task, "tasks.do") and task.state in IN_HAND:
        granted = sum(1 for one in extensions if one.state == AskState.GRANTED)
        if task.due_at and not waiting["extension"] and granted < limits().extensions_most:
            found.append("ask_extension")
        found += [] if waiting["objection"] else ["object"]
    if stands(viewer, task, "tasks.issue"):
        found += ["decide_extension"] if waiting["extension"] else []
        found += ["answer_objection"] if waiting["objection"] else []
    if task.obligation == Kind.PROHIBITION and task.state in IN_HAND:
        sides = ("tasks.do", "tasks.issue", "tasks.verify")
        found += ["breach"] if any(stands(viewer, task, side) for side in sides) else []
    return tuple(found)
