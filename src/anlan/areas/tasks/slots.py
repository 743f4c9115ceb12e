"""What tasks add to the page of a requirement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.areas.command.public import Status
from anlan.areas.command.states import LIVE
from anlan.areas.tasks.selectors.of_directive import tasks_of
from anlan.areas.tasks.selectors.rows import TaskRow
from anlan.areas.tasks.states import SETTLED, TaskState
from anlan.core.access import Actor
from anlan.foundation.ui.parts import Step, StepState
from anlan.foundation.ui.tags.pictures import icon

Facts = Mapping[str, Any]
KEPT = "_tasks_of_requirement"


def card(request: HttpRequest, facts: Facts) -> SafeString | None:
    """The table of its tasks."""
    rows = _rows(request, facts)
    if rows is None:
        return None
    done = sum(1 for row in rows if row.task.state in SETTLED and row.task.state != TaskState.WITHDRAWN)
    told = {"rows": rows, "done": done, "directive": facts["page"].directive}
    return render_to_string("tasks/_card.html", told, request=request)


def task_step(request: HttpRequest, facts: Facts) -> Step | None:
    """How many tasks are done."""
    rows = _rows(request, facts)
    if rows is None:
        return None
    live = _live(rows)
    done = sum(1 for row in live if row.task.state in SETTLED)
    detail = f"{done} / {len(live)}" if live else _("还没有拆")
    return Step(_("任务"), _state(live, done=done), detail, "#tasks")


def evidence_step(request: HttpRequest, facts: Facts) -> Step | None:
    """How many pieces of evidence there are."""
    rows = _rows(request, facts)
    if rows is None:
        return None
    proofs = sum(row.evidence for row in _live(rows))
    return Step(_("现场证据"), "done" if proofs else "todo", str(proofs))


def _live(rows: tuple[TaskRow, ...]) -> list[TaskRow]:
    return [row for row in rows if row.task.state not in {TaskState.WITHDRAWN, TaskState.DORMANT}]


def _state(live: list[TaskRow], *, done: int) -> StepState:
    """Bad while one is late, done once all are settled."""
    if any(row.verdict.status is Status.NOT_MET for row in live):
        return "bad"
    if not live:
        return "todo"
    return "done" if done == len(live) else "current"


def button(request: HttpRequest, facts: Facts) -> SafeString | None:
    """新增任务, for whoever gives tasks."""
    actor, page = _actor(request), facts["page"]
    if not actor.holds("tasks.issue") or not page.directive.is_item or page.directive.state not in LIVE:
        return None
    url = f"{reverse('tasks:give')}?{urlencode({'requirement': page.directive.code})}"
    return format_html('<a class="btn btn-primary" href="{}">{}{}</a>', url, icon("plus"), _("新增任务"))


def _rows(request: HttpRequest, facts: Facts) -> tuple[TaskRow, ...] | None:
    """The tasks of the page's requirement, read once a request; None for who may not see tasks."""
    directive = facts["page"].directive
    if not directive.is_item or not _actor(request).holds("tasks.read"):
        return None
    kept: dict[Any, tuple[TaskRow, ...]] = request.__dict__.setdefault(KEPT, {})
    if directive.pk not in kept:
        found = tasks_of(_actor(request), [directive.pk])
        kept[directive.pk] = found.get(directive.pk, ())
    return kept[directive.pk]


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = getattr(request, "actor", Actor.nobody())
    return actor


SLOTS = (
    ("command.requirement.main", card, 30),
    ("command.requirement.loop", task_step, 30),
    ("command.requirement.loop", evidence_step, 35),
    ("command.requirement.head", button, 30),
)
