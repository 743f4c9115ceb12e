"""The morning and evening paper: one page that joins requirements, tasks, findings and who is on duty."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.areas.command.public import RegisterFilters, RegisterRow, Status, meetings, register
from anlan.areas.inspection.public import pressing_first
from anlan.areas.tasks.public import TaskFilters, task_list
from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.people.models import Unit
from anlan.foundation.people.public import duty_for
from anlan.foundation.products.public import (
    Block,
    Cell,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Param,
    Params,
    ProductKind,
    Table,
    row,
)
from anlan.foundation.ui.dates import full

MOST_ROWS = 12
STATES = {"met": "达标", "on_track": "推进中", "at_risk": "有风险", "not_met": "未达标", "no_data": "无数据"}
WORST = ("not_met", "at_risk", "no_data", "on_track", "met")
TITLES = {"morning": "晨报", "evening": "晚报"}
AHEAD = timedelta(hours=24)


def facts(viewer: Actor, at: datetime, params: Params, *, kind: str) -> Facts:
    """The register, late tasks, pressing findings and the duty of now; posts and units of staff only."""
    meeting = UUID(str(params["meeting"])) if params.get("meeting") else None
    page = register(viewer, RegisterFilters(meeting=meeting), at=at, page_size=20_000)
    rows = [one for group in page.groups for one in group.rows]
    tasks = task_list(viewer, TaskFilters(due="overdue"), at=at, size=MOST_ROWS)
    found = pressing_first(viewer, at=at, most=MOST_ROWS) if viewer.holds("inspection.read") else []
    return {
        "kind": kind,
        "at": full(at),
        "day": at.astimezone(CAMPUS_ZONE).date(),
        "issuer": _issuer(viewer),
        "total": page.total,
        "counts": {status.value: page.counts[status] for status in Status},
        "groups": [
            {"no": one.no, "text": one.label, "status": one.status.value, "counts": _counts(one.counts)}
            for one in page.groups
            if one.heading is not None
        ],
        "decide": [_to_decide(one, at=at) for one in _undecided(rows)][:MOST_ROWS],
        "tasks_late": tasks.overdue,
        "tasks": [
            {"code": one.task.code, "title": one.task.title, "unit": one.task.owner_unit.name}
            | {"due": full(one.task.due_at) if one.task.due_at else ""}
            for one in tasks.rows
        ],
        "findings": [
            {"code": one.finding.code, "text": one.finding.text, "unit": one.finding.unit.name}
            | {"due": full(one.finding.due_at), "severity": str(one.finding.get_severity_display())}
            for one in found
        ],
        "duty": _on_duty(viewer, at=at),
    }


def paper(told: Facts) -> Paper:
    """One page: the sentence, requirements by state, what to decide by when, what is late, who is on duty."""
    blocks: list[Block] = [Paragraph(_sentence(told))]
    if told["groups"]:
        blocks += [Heading("一、要求总的情况"), _groups(told["groups"])]
    blocks.append(Heading("二、需要会议决定的事" if told["groups"] else "一、需要会议决定的事"))
    blocks.append(
        Table(
            "决定",
            ("事项", "牵头单位", "最晚决定"),
            tuple(row(one["text"], one["lead"], one["latest"]) for one in told["decide"]),
            widths=(13, 4, 4),
        )
        if told["decide"]
        else Paragraph("没有。")
    )
    blocks += [
        Heading("逾期的任务"),
        _listing("任务", told["tasks"], lambda one: f"{one['code']} {one['title']}"),
        Heading("没有销号的发现"),
        _listing("发现", told["findings"], lambda one: f"{one['code']} {one['text']}（{one['severity']}）"),
        Heading("值班"),
        Paragraph("；".join(told["duty"]) + "。" if told["duty"] else "无数据：现在没有排班。"),
    ]
    title = f"{told['day']} {TITLES[told['kind']]}"
    return Paper(
        issuer=told["issuer"], title=title, dated=f"数据截至 {told['at']}", blocks=tuple(blocks), dense=True
    )


def _sentence(told: Facts) -> str:
    if not told["total"]:
        return "无数据：现在没有签发的要求。"
    parts = "，".join(f"{told['counts'][key]} 条{STATES[key]}" for key in WORST if told["counts"][key])
    return (
        f"要求共 {told['total']} 条：{parts}。任务逾期 {told['tasks_late']} 件；"
        f"要会议决定的 {len(told['decide'])} 件。"
    )


def _groups(groups: list[dict[str, Any]]) -> Table:
    rows = tuple(
        row(
            f"{one['no']} {one['text']}",
            Cell(STATES[one["status"]], mark=one["status"]),
            "，".join(f"{STATES[key]} {one['counts'][key]}" for key in WORST if one["counts"].get(key)),
        )
        for one in groups
    )
    return Table("要求", ("要求", "状态", "各条"), rows, widths=(13, 3, 7))


def _listing(name: str, rows: list[dict[str, Any]], words: Any) -> Table | Paragraph:
    if not rows:
        return Paragraph("没有。")
    told = tuple(row(words(one), one["unit"], one["due"]) for one in rows)
    return Table(name, (name, "单位", "期限"), told, widths=(13, 4, 4))


def _undecided(rows: list[RegisterRow]) -> list[RegisterRow]:
    """Requirements that a unit objects to or that are not met: only the meeting can settle them."""
    asked = [one for one in rows if one.objected or one.verdict.status is Status.NOT_MET]
    return sorted(
        asked, key=lambda one: (one.directive.due_at is None, one.directive.due_at or one.directive.issued_at)
    )


def _to_decide(one: RegisterRow, *, at: datetime) -> dict[str, str]:
    """The latest time is the deadline, or a day from now once that has passed."""
    due = one.directive.due_at
    latest = due if due and due > at else at + AHEAD
    why = "单位有异议，等答复" if one.objected else "未达标，要不要调整"
    return {
        "text": f"{one.directive.no} {one.directive.text}：{why}",
        "lead": one.lead_label,
        "latest": full(latest),
    }


def _on_duty(viewer: Actor, *, at: datetime) -> list[str]:
    """Posts on duty now with who holds them; staff, never students."""
    rows = duty_for(viewer, starts=at, ends=at + timedelta(minutes=1)).order_by("-lead", "starts")
    return [
        f"{'带班' if one.lead else '值班'} {one.position.unit.name}{one.position.title}"
        for one in rows[:MOST_ROWS]
    ]


def _counts(counts: Any) -> dict[str, int]:
    return {status.value: number for status, number in counts.items() if number}


def _issuer(viewer: Actor) -> str:
    found = Unit.objects.filter(path=viewer.unit_path).first() if viewer.unit_path else None
    return found.name if found else ""


def _meetings(viewer: Actor) -> list[tuple[str, str]]:
    return [("", str(_("全部会议"))), *((str(one.pk), one.title) for one in meetings(viewer)[:50])]


def _kind(code: str, label: Any, order: int) -> ProductKind:
    return ProductKind(
        code=f"{code}_paper",
        label=label,
        hint=_("一页：要求的状态、会议要决定的事、逾期的任务、没销号的发现、谁在值班。"),
        facts=partial(facts, kind=code),
        paper=paper,
        params=(Param("meeting", _("哪次会议的要求"), of="choice", choices=_meetings, required=False),),
        needs="command.read",
        order=order,
    )


PRODUCT_KINDS = (_kind("morning", _("晨报"), 10), _kind("evening", _("晚报"), 11))
