"""督办单, 约谈材料, 问责材料: the papers about one late task or requirement. People sign and send them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from anlan.areas.tasks.rules.papers import Step
from anlan.areas.tasks.selectors.owing import (
    about_of,
    is_task,
    moment,
    owed_requirements,
    owed_tasks,
    requirement_facts,
    task_facts,
)
from anlan.areas.tasks.selectors.rulebook import ladder, source_of_limits
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.products.public import (
    NO_DATA,
    About,
    Blanks,
    Block,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Param,
    Params,
    ProductKind,
    Quotation,
    Table,
    papers_about,
    row,
)

MOST = 200
LONGEST_TITLE = 60
UNSAID = "没有写明"
NUMBERS = "一二三四五六"
TITLES = {Step.SLIP: "督办单", Step.TALK: "约谈材料", Step.BLAME: "问责材料"}
ASKS = {
    Step.SLIP: "收到后回复：办到哪一步、为什么晚、什么时候办完。办完后在系统里交证据，由核验人核验。",
    Step.TALK: "拟约谈承办单位负责人，问清原因、补救办法和新的完成时间。要不要约谈、由谁谈，由签发人定。",
    Step.BLAME: "拟对逾期原因作调查。是否问责、怎样处理，由有权机关依规定和程序定，本件只列事实。",
}
KEY = "matter"


def facts(viewer: Actor, at: datetime, params: Params, *, step: Step) -> Facts:
    """One late matter as the viewer sees it, the papers before this one, and the rule that calls for it."""
    code = code_in(params)
    told = task_facts(viewer, code, at=at) if is_task(code) else requirement_facts(viewer, code, at=at)
    return {
        **told,
        "step": step.value,
        "at": moment(at),
        "earlier": _earlier(viewer, about_of(viewer, code), step=step),
        "reply_by": str(params.get("reply_by") or ""),
        "rule": source_of_limits(),
        "hours": {name: getattr(ladder(), name) for name in ladder().__slots__},
    }


def code_in(params: Params) -> str:
    """The code of the matter; papers of the first version call it ``task``."""
    return str(params.get(KEY) or params.get("task") or "")


def paper(told: Facts) -> Paper:
    """What is owed, the words it comes from, how long ago it fell due, what is asked."""
    step = Step(told["step"])
    title = told["title"] if len(told["title"]) <= LONGEST_TITLE else f"{told['title'][:LONGEST_TITLE]}……"
    return Paper(
        issuer=told["issuer"],
        title=f"{'【演练】' if told['drill'] else ''}{TITLES[step]}：{title}",
        dated=f"数据截至 {told['at']}",
        to=told["to"],
        blocks=tuple(_blocks(told, step)),
    )


def _blocks(told: Facts, step: Step) -> Iterator[Block]:
    for number, (name, blocks) in zip(NUMBERS, _parts(told, step), strict=False):
        yield Heading(f"{number}、{name}")
        yield from blocks
    yield Blanks(("承办单位回复", "回复人岗位", "回复日期"))


def _parts(told: Facts, step: Step) -> Iterator[tuple[str, list[Block]]]:
    """The parts of the paper, those without anything to say left out."""
    lead = Paragraph(f"{told['title']}（{told['what']}编号 {told['code']}）。{_lateness(told)}")
    rows = tuple(row(name, value or UNSAID) for name, value in told["rows"])
    yield "督办事项", [lead, Table("事项", ("项", "内容"), rows, widths=(3, 8))]
    if told["tasks"] is not None:
        yield "分解的任务", [_tasks(told["tasks"])]
    source = told["source"]
    if source["text"]:
        cite = f"要求 {source['no']}，编号 {source['code']}，原文指纹 {source['hash'][:16] or NO_DATA}"
        yield "依据的原文", [Quotation(source["quote"], cite)]
    if told["earlier"]:
        yield "以前的材料", [Paragraph("；".join(told["earlier"]) + "。")]
    asked = f"于 {told['reply_by']} 前回复。" if told["reply_by"] else ""
    yield "要办的事", [Paragraph(f"{asked}{ASKS[step]}"), *_reason(told, step)]


def _reason(told: Facts, step: Step) -> list[Block]:
    """Why the system drafted a sharper paper; a slip needs none."""
    hours = {Step.TALK: "talk_after_hours", Step.BLAME: "accountability_after_hours"}
    if step not in hours:
        return []
    waited = told["hours"][hours[step]]
    rule = f"到期满 {waited} 小时仍未办完，起草本件。规则：{told['rule']}。"
    return [Paragraph(f"{rule}系统只起草，签发和送达由人办。")]


def _tasks(rows: list[dict[str, str]]) -> Block:
    if not rows:
        return Paragraph("没有分解出任务。")
    told = tuple(
        row(f"{one['code']} {one['title']}", one["unit"], one["due"] or UNSAID, one["state"]) for one in rows
    )
    return Table("任务", ("任务", "承办单位", "期限", "状态"), told, widths=(7, 4, 4, 3))


def _lateness(told: Facts) -> str:
    if told["days_late"]:
        return f"已逾期 {told['days_late']} 天。"
    return "曾经逾期。" if told["late"] else "还没有逾期。"


def _earlier(viewer: Actor, about: About, *, step: Step) -> list[str]:
    """The papers of the steps before, in words."""
    before = [one.value for one in Step][: list(Step).index(step)]
    found = papers_about(viewer, about, kinds=before)
    return [f"{TITLES[Step(one.kind)]} {one.code}，{_standing(one)}" for one in found]


def _standing(one: Any) -> str:
    return f"{one.get_state_display()}，{moment(one.signed_at or one.prepared_at)}"


def late_choices(viewer: Actor) -> list[tuple[str, str]]:
    """Tasks and requirements past their time and still owed."""
    now = clock.now()
    owed = [*owed_tasks(viewer, due_by=now), *owed_requirements(viewer, due_by=now, at=now)]
    return [(one.code, f"{one.code} {one.title[:LONGEST_TITLE]}") for one in owed[:MOST]]


def _about(viewer: Actor, params: Params) -> About:
    return about_of(viewer, code_in(params))


def _kind(step: Step, label: Any, hint: Any, order: int) -> ProductKind:
    return ProductKind(
        code=step.value,
        label=label,
        hint=hint,
        facts=partial(facts, step=step),
        paper=paper,
        params=(
            Param(KEY, _("逾期的任务或要求"), of="choice", choices=late_choices),
            Param("reply_by", _("什么时候前回复"), of="date", required=False),
        ),
        about=_about,
        enacts=True,
        needs="tasks.read",
        order=order,
    )


SLIP_KINDS = (
    _kind(Step.SLIP, _("督办单"), _("给一件逾期的任务或要求：事实、原文和指纹、期限、要的回复。"), 20),
    _kind(Step.TALK, _("约谈材料"), _("只列事实和规则来源。谈不谈、谁来谈，由签发人定。"), 21),
    _kind(Step.BLAME, _("问责材料"), _("只列事实和规则来源。是否问责由有权机关定。"), 22),
)
