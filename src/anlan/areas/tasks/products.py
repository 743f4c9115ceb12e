"""What tasks give to headquarters' products: the slip for one late task, its sharper papers, counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.rows import judged
from anlan.areas.tasks.selectors.rulebook import source_of_limits
from anlan.areas.tasks.selectors.sight import task_by_code, tasks_seen
from anlan.areas.tasks.states import ENDED, OWED
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.models import Unit
from anlan.foundation.products.public import (
    About,
    Blanks,
    Block,
    Count,
    Facts,
    Heading,
    Matter,
    Paper,
    Paragraph,
    Param,
    Params,
    ProductKind,
    Quotation,
    Table,
    row,
)
from anlan.foundation.ui.dates import full

MOST = 200
SLIP, TALK, BLAME = "supervision_slip", "talk_paper", "accountability_paper"
ASKS = {
    SLIP: "收到后回复：办到哪一步、为什么晚、什么时候办完。办完后在系统里交证据，由核验人核验。",
    TALK: "拟约谈承办单位负责人，问清原因、补救办法和新的完成时间。要不要约谈、由谁谈，由签发人定。",
    BLAME: "拟对逾期原因作调查。是否问责、怎样处理，由有权机关依规定和程序定，本件只列事实。",
}
TITLES = {SLIP: "督办单", TALK: "约谈材料", BLAME: "问责材料"}


def facts(viewer: Actor, at: datetime, params: Params, *, kind: str) -> Facts:
    """One task that is owed, as the viewer sees it; posts and units, no persons."""
    task = task_by_code(viewer, str(params["task"]))
    verdict = judged(task, at=at)
    directive = task.directive
    return {
        "kind": kind,
        "drill": task.drill,
        "at": _moment(at),
        "task": {"code": task.code, "title": task.title, "acceptance": task.acceptance_test},
        "issuer": task.issuer_unit.name,
        "owner": {"unit": task.owner_unit.name, "position": task.owner_position.title},
        "verifier": f"{task.verifier_unit.name}{task.verifier_position.title}",
        "issued_at": _moment(task.issued_at),
        "due_at": _moment(task.due_at),
        "late_since": _moment(task.late_since),
        "days_late": _days_late(task, at=at),
        "progress_at": _moment(task.progress_at),
        "state": str(task.get_state_display()),
        "status": verdict.status.value,
        "source": {
            "no": directive.no if directive else "",
            "code": directive.code if directive else "",
            "text": directive.text if directive else "",
            "quote": (directive.quote or directive.text) if directive else "",
            "hash": task.source_hash,
        },
        "reply_by": str(params.get("reply_by") or ""),
        "rule": source_of_limits(),
    }


def paper(told: Facts) -> Paper:
    """The slip: what is owed, the words it comes from, how long ago it fell due, what is asked."""
    kind = told["kind"]
    blocks: list[Block] = [
        Heading("一、督办事项"),
        Paragraph(f"{told['task']['title']}（任务编号 {told['task']['code']}）。{_lateness(told)}"),
        Table("事项", ("项", "内容"), _rows(told)),
    ]
    source = told["source"]
    if source["text"]:
        cite = f"要求 {source['no']}，编号 {source['code']}，原文指纹 {source['hash'][:16]}"
        blocks += [Heading("二、依据的原文"), Quotation(source["quote"], cite)]
    number = "三" if source["text"] else "二"
    asked = f"于 {told['reply_by']} 前回复。" if told["reply_by"] else ""
    blocks += [Heading(f"{number}、要办的事"), Paragraph(f"{asked}{ASKS[kind]}")]
    if kind != SLIP:
        blocks.append(Paragraph(f"提出本件的规则：{told['rule']}。系统只起草，签发和送达由人办。"))
    blocks.append(Blanks(("承办单位回复", "回复人岗位", "回复日期")))
    return Paper(
        issuer=told["issuer"],
        title=f"{'【演练】' if told['drill'] else ''}{TITLES[kind]}：{told['task']['title']}",
        dated=f"数据截至 {told['at']}",
        to=told["owner"]["unit"],
        blocks=tuple(blocks),
    )


def about(viewer: Actor, params: Params) -> About:
    """The task, who gave it and who owes it."""
    task = task_by_code(viewer, str(params["task"]))
    return About("tasks.task", task.pk, task.issuer_unit.path, task.owner_unit.path)


def late_choices(viewer: Actor) -> list[tuple[str, str]]:
    """Tasks that are past their time and still owed, the latest first."""
    rows = tasks_seen(viewer).filter(state__in=OWED, due_at__lte=clock.now()).order_by("due_at")
    return [(task.code, f"{task.code} {task.title}") for task in rows.only("code", "title")[:MOST]]


def matters(unit_id: UUID, since: datetime, until: datetime) -> list[Matter]:
    """Tasks of a unit that are late now."""
    rows = _of(unit_id).filter(drill=False, state__in=OWED, due_at__lte=until).order_by("due_at")
    return [
        Matter(f"任务逾期：{task.title}（应于 {_moment(task.due_at)} 办完）", "tasks", task.code)
        for task in rows.only("code", "title", "due_at")[:MOST]
    ]


def _counted(rows: Callable[[QuerySet[Task], datetime], QuerySet[Task]]) -> Callable[..., int]:
    def value(unit_id: UUID | None, at: datetime) -> int:
        return rows(_of(unit_id).filter(drill=False), at).count()

    return value


def _of(unit_id: UUID | None) -> QuerySet[Task]:
    if unit_id is None:
        return Task.objects.all()
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() or "-"
    return Task.objects.filter(owner_unit__path__startswith=path)


def _rows(told: Facts) -> tuple[Any, ...]:
    pairs = (
        ("承办单位", told["owner"]["unit"]),
        ("承办岗位", told["owner"]["position"]),
        ("派出时间", told["issued_at"]),
        ("期限", told["due_at"] or "无数据"),
        ("现在的状态", told["state"]),
        ("最近一次进展", told["progress_at"] or "无数据"),
        ("怎样算办好", told["task"]["acceptance"] or "无数据"),
        ("核验人", told["verifier"]),
    )
    return tuple(row(name, value) for name, value in pairs)


def _lateness(told: Facts) -> str:
    if told["days_late"]:
        return f"已逾期 {told['days_late']} 天。"
    return "已逾期，不满一天。" if told["late_since"] else "还没有逾期。"


def _days_late(task: Task, *, at: datetime) -> int:
    return max(0, (at - task.due_at).days) if task.due_at and task.state in OWED else 0


def _moment(at: datetime | None) -> str:
    return full(at) if at else ""


_TASK = Param("task", _("逾期的任务"), of="choice", choices=late_choices)
_REPLY = Param("reply_by", _("什么时候前回复"), of="date", required=False)


def _kind(code: str, label: Any, hint: Any, order: int) -> ProductKind:
    return ProductKind(
        code=code,
        label=label,
        hint=hint,
        facts=partial(facts, kind=code),
        paper=paper,
        params=(_TASK, _REPLY),
        about=about,
        enacts=True,
        order=order,
    )


PRODUCT_KINDS = (
    _kind(SLIP, _("督办单"), _("给一件逾期的任务：事实、原文和指纹、期限、要的回复。"), 20),
    _kind(TALK, _("约谈材料"), _("只列事实和规则来源。谈不谈、谁来谈，由签发人定。"), 21),
    _kind(BLAME, _("问责材料"), _("只列事实和规则来源。是否问责由有权机关定。"), 22),
)
MATTER_SOURCES = (("tasks", matters),)
COUNTS = (
    Count("tasks.open", _("没有结束的任务数"), _counted(lambda rows, _at: rows.exclude(state__in=ENDED))),
    Count(
        "tasks.overdue",
        _("逾期没办完的任务数"),
        _counted(lambda rows, at: rows.filter(state__in=OWED, due_at__lte=at)),
    ),
)
