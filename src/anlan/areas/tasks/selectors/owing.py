"""Tasks and requirements past their time and still owed, and everything a paper about one says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from anlan.areas.command.models import Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.public import Status, status_of_directives, unit_groups
from anlan.areas.command.rules.status import days_late as calendar_days
from anlan.areas.command.selectors.contributions import contributions_of
from anlan.areas.command.selectors.measuring import gauges
from anlan.areas.command.states import LIVE, AnswerState
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.rows import judged
from anlan.areas.tasks.selectors.sight import task_by_code, tasks_seen
from anlan.areas.tasks.states import OWED
from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import visible
from anlan.foundation.products.public import NO_DATA, About
from anlan.foundation.ui.dates import full

MOST_TASKS = 20
TASK_CODES = "T-"


@dataclass(frozen=True, slots=True)
class Owed:
    """Something late: its code, its key, and since when."""

    code: str
    id: UUID
    due_at: datetime
    title: str


def owed_tasks(viewer: Actor, *, due_by: datetime) -> Iterator[Owed]:
    """Tasks still owed whose deadline lies before an instant, the latest deadline first; no drills."""
    rows = tasks_seen(viewer).filter(drill=False, state__in=OWED, due_at__lte=due_by).order_by("-due_at")
    for code, key, due_at, title in rows.values_list("code", "pk", "due_at", "title"):
        if due_at is not None:
            yield Owed(code, key, due_at, title)


def owed_requirements(viewer: Actor, *, due_by: datetime, at: datetime) -> Iterator[Owed]:
    """Requirements in force whose deadline lies before an instant and that nothing says to be met.

    A relay is left out: its origin is owed already.
    """
    rows = visible(Directive.objects.all(), viewer, "command.read").filter(
        kind=DirectiveKind.ITEM, state__in=LIVE, due_at__lte=due_by
    )
    rows = rows.exclude(origin=Origin.RELAYED)
    found = list(rows.order_by("-due_at").values_list("code", "pk", "due_at", "text"))
    said = contributions_of([key for _code, key, _due, _text in found], at=at)
    for code, key, due_at, text in found:
        voices = said.get(key, ())
        proven = bool(voices) and all(one.status is Status.MET and one.evidence for one in voices)
        if due_at is not None and not proven:
            yield Owed(code, key, due_at, text)


def is_task(code: str) -> bool:
    """Whether a code is that of a task, and not of a requirement."""
    return code.strip().upper().startswith(TASK_CODES)


def requirement_by_code(viewer: Actor, code: str) -> Directive:
    """One requirement. Raises NotVisible."""
    rows = visible(Directive.objects.all(), viewer, "command.read")
    shown_with = ("issuer_unit", "lead_unit", "verifier__unit")
    found = rows.select_related(*shown_with).filter(code=code.strip().upper()).first()
    if found is None or not found.is_item:
        raise NotVisible
    return found


def about_of(viewer: Actor, code: str) -> About:
    """The task or requirement, who gave it and who owes it; a group of units is no single receiver."""
    if is_task(code):
        task = task_by_code(viewer, code)
        return About("tasks.task", task.pk, task.issuer_unit.path, task.owner_unit.path)
    directive = requirement_by_code(viewer, code)
    receiver = directive.lead_unit.path if directive.lead_unit else ""
    return About("command.directive", directive.pk, directive.issuer_unit.path, receiver)


def task_facts(viewer: Actor, code: str, *, at: datetime) -> dict[str, Any]:
    """One task as the viewer sees it; posts and units, no persons."""
    task = task_by_code(viewer, code)
    owed = task.state in OWED
    return {
        "drill": task.drill,
        "what": "任务",
        "code": task.code,
        "title": task.title,
        "issuer": task.issuer_unit.name,
        "to": task.owner_unit.name,
        "late": bool(task.late_since) or (owed and task.due_at is not None and task.due_at <= at),
        "days_late": days_late(task.due_at if owed else None, at=at),
        "status": judged(task, at=at).status.value,
        "rows": [
            ["承办单位", task.owner_unit.name],
            ["承办岗位", task.owner_position.title],
            ["派出时间", moment(task.issued_at)],
            ["期限", deadline(task.due_at, all_day=task.due_all_day)],
            ["现在的状态", str(task.get_state_display())],
            ["最近一次进展", moment(task.progress_at) or NO_DATA],
            ["怎样算办好", task.acceptance_test],
            ["核验人", f"{task.verifier_unit.name}{task.verifier_position.title}"],
        ],
        "tasks": None,
        "source": _source(task.directive, hash_=task.source_hash),
    }


def requirement_facts(viewer: Actor, code: str, *, at: datetime) -> dict[str, Any]:
    """One requirement with its answers, its indicators and the tasks of it that the viewer sees."""
    directive = requirement_by_code(viewer, code)
    verdict = status_of_directives([directive.pk], at=at)[directive.pk]
    lead = directive.lead_unit.name if directive.lead_unit else unit_groups()[directive.lead_group].label
    owed = directive.state in LIVE
    return {
        "drill": False,
        "what": "要求",
        "code": directive.code,
        "title": directive.text,
        "issuer": directive.issuer_unit.name,
        "to": lead,
        "late": owed and directive.due_at is not None and directive.due_at <= at,
        "days_late": days_late(directive.due_at if owed else None, at=at),
        "status": verdict.status.value,
        "rows": [
            ["牵头单位", lead],
            ["下发时间", moment(directive.issued_at)],
            ["期限", deadline(directive.due_at, all_day=directive.due_all_day)],
            ["签收", _answers(directive)],
            *(
                [f"指标：{one.indicator.name}", f"{one.value}，{one.word}"]
                for one in _gauges(directive, at=at)
            ),
            [
                "核验人",
                f"{directive.verifier.unit.name}{directive.verifier.title}" if directive.verifier else "",
            ],
        ],
        "tasks": [_task(one) for one in _tasks(viewer, directive)],
        "source": _source(directive, hash_=directive.source_hash),
    }


def days_late(due_at: datetime | None, *, at: datetime) -> int:
    """Calendar days since the deadline as the register counts them, at least one; zero before it."""
    return calendar_days(due_at, at=at) if due_at else 0


def moment(at: datetime | None) -> str:
    """A moment in full, or nothing."""
    return full(at) if at else ""


def deadline(due_at: datetime | None, *, all_day: bool) -> str:
    """A deadline in full; one that ends with its day names that day."""
    if due_at is None or not all_day:
        return moment(due_at)
    return full((due_at - timedelta(microseconds=1)).astimezone(CAMPUS_ZONE).date())


def _answers(directive: Directive) -> str:
    """How many of the leading units acknowledged, and who objects."""
    rows = list(directive.addressees.filter(role=AddressRole.LEAD).select_related("unit"))
    taken = sum(one.acknowledged_at is not None for one in rows)
    objecting = "、".join(one.unit.name for one in rows if one.state == AnswerState.OBJECTED)
    said = f"{len(rows)} 个牵头单位，{taken} 个已签收"
    return f"{said}；有异议：{objecting}" if objecting else said


def _gauges(directive: Directive, *, at: datetime) -> Any:
    return gauges([directive.pk], at=at).get(directive.pk, ())


def _tasks(viewer: Actor, directive: Directive) -> list[Task]:
    rows = tasks_seen(viewer).filter(directive=directive).select_related("owner_unit")
    return list(rows.order_by("due_at", "code")[:MOST_TASKS])


def _task(task: Task) -> dict[str, str]:
    told = {"code": task.code, "title": task.title, "unit": task.owner_unit.name}
    return told | {
        "due": deadline(task.due_at, all_day=task.due_all_day),
        "state": str(task.get_state_display()),
    }


def _source(directive: Directive | None, *, hash_: str) -> dict[str, str]:
    if directive is None:
        return {"no": "", "code": "", "text": "", "quote": "", "hash": hash_}
    quote = directive.quote or directive.text
    return {"no": directive.no, "code": directive.code, "text": directive.text, "quote": quote, "hash": hash_}
