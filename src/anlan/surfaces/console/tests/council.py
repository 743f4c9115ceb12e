"""A meeting with numbered headings and requirements, entered as a sheet and issued."""

from __future__ import annotations

import io
from datetime import date, timedelta

import xlsxwriter

from anlan.areas.command import public as command
from anlan.areas.command.models import Meeting
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from tests.support.cast import Cast

TEXTS = (
    ("科学精准研判防控形势", ("每日报送研判简报", "核对各楼人数"), ("计算机学院", "校医院")),
    ("管好各类仓库", ("清点应急物资",), ("后勤保障部",)),
    ("坚持不懈抓好校园管控", ("巡查校园围墙", "公布值班安排"), ("保卫处", "教务处")),
    ("从严从紧强化人员管理", ("核对进校名单",), ("保卫处",)),
    ("积极稳妥推进实验室有序开放", ("排查实验室气瓶", "检查配电设备"), ("化学学院", "医学院")),
    ("耐心细致做好学生服务", ("当天答复学生来信",), ("学生工作部",)),
    ("温暖贴心做好毕业生工作", ("联系未就业毕业生",), ("学生工作部",)),
    ("及时总结封闭管理期间经验", ("整理处置经验",), ("审计处",)),
    ("提早谋划暑假和秋季学期工作", ("提交秋季课表预案",), ("教务处",)),
    ("进一步强化校园安全管理", ("完成地下车库清淤", "检修排水井"), ("后勤保障部", "保卫处")),
)
"""Heading, its requirements, and who leads each."""


def hold_meeting(
    cast: Cast,
    *,
    headings: int = len(TEXTS),
    issue: bool = True,
    due: date | None = None,
    held_on: date | None = None,
) -> Meeting:
    """The meeting with its first requirement due, by default in thirty days."""
    clerk = cast.actor("clerk")
    held = held_on or clock.today()
    meeting = command.plan_meeting(by=clerk, series="专题会议", title=f"专题会议 {held}", held_on=held)
    data = _sheet(headings, due=due or clock.today() + timedelta(days=30))
    report = command.import_sheet(by=clerk, data=data, name="会议要求.xlsx", meeting_id=meeting.pk)
    if report.draft_set is None or report.refused:
        raise AssertionError(report.rows)
    if issue:
        for card in command.confirmation(clerk, report.draft_set.pk).drafts:
            command.confirm_draft(card.id, version=card.version, by=clerk)
        command.issue_drafts(report.draft_set.pk, client_id=new_id(), by=clerk)
    return meeting


def _sheet(headings: int, *, due: date) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("要点", "要求", "牵头单位", "期限"))
        lines = [
            (heading, part, lead)
            for heading, parts, leads in TEXTS[:headings]
            for part, lead in zip(parts, leads, strict=True)
        ]
        for row, line in enumerate(lines, start=1):
            page.write_row(row, 0, (*line, f"{due:%Y-%m-%d}" if row == 1 else ""))
    return held.getvalue()
