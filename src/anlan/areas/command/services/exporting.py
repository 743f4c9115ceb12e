"""The register as an Excel workbook: the same columns, filters and time as on the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256

import xlsxwriter
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.areas.command.deadline_words import done_text
from anlan.areas.command.models.choices import Direction, Obligation, Origin, Repeats
from anlan.areas.command.rules.status import Status
from anlan.areas.command.selectors.register import EVERY_ROW, RegisterGroup, RegisterPage, register
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.selectors.register_rows import RegisterRow
from anlan.areas.command.words import STATUS_WORDS, word_of
from anlan.core.access import Actor
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.permission import require_held

WIDTHS = (18, 8, 44, 22, 26, 26, 12, 10, 18, 18, 10, 12)


@transaction.atomic
def export_register(viewer: Actor, filters: RegisterFilters) -> bytes:
    """The workbook of everything the filters leave; the ledger keeps who took it and its hash."""
    require_held(viewer, "command.export")
    page = register(viewer, filters, page_size=EVERY_ROW)
    data = _workbook(page, query=filters.to_query())
    record(
        "command.export",
        on=Ref("command.directive", "register"),
        by=viewer,
        note=filters.to_query(),
        count=page.matched,
        content_hash=sha256(data).hexdigest(),
    )
    return data


def columns() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        _("编号"),
        _("序号"),
        _("要求"),
        _("牵头单位"),
        _("配合单位"),
        _("指标"),
        _("目标"),
        _("类别"),
        _("期限"),
        _("状态"),
        pgettext("column", "签收"),
        _("来源"),
    )


def _workbook(page: RegisterPage, *, query: str) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("会议要求"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    stamp = _("数据截至 %(at)s，共 %(count)s 条") % {
        "at": f"{localtime(page.at):%Y-%m-%d %H:%M}",
        "count": page.matched,
    }
    sheet.write_string(0, 0, stamp)
    sheet.write_string(1, 0, _("筛选条件：%(query)s") % {"query": query or _("全部")})
    for column, head in enumerate(columns()):
        sheet.write_string(2, column, head, bold)
    sheet.freeze_panes(3, 0)
    line = 3
    for group in page.groups:
        for cells, cell_format in _lines(group, page, bold=bold, wrap=wrap):
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell, cell_format)
            line += 1
    book.close()
    return held.getvalue()


def _lines(
    group: RegisterGroup, page: RegisterPage, *, bold: object, wrap: object
) -> Iterator[tuple[tuple[str, ...], object]]:
    code = group.heading.code if group.heading else ""
    if group.label:
        yield (code, group.no, group.label, *[""] * 6, str(STATUS_WORDS[Status(group.status)]), "", ""), bold
    for row in group.rows:
        yield _cells(row, page), wrap


def _cells(row: RegisterRow, page: RegisterPage) -> tuple[str, ...]:
    directive, indicator = row.directive, row.indicator
    target = f"{Direction(indicator.direction).label} {indicator.target}{indicator.unit}" if indicator else ""
    status = f"{STATUS_WORDS[row.verdict.status]} {word_of(row.verdict)}".strip()
    return (
        directive.code,
        directive.no,
        directive.text,
        row.lead_label,
        row.helper_label,
        indicator.name if indicator else "",
        target if indicator and indicator.target else (_("未定") if indicator else ""),
        str(Obligation(directive.obligation).label),
        _deadline(row),
        status,
        f"{row.answered}/{row.addressed}",
        str(Origin(directive.origin).label),
    )


def _deadline(row: RegisterRow) -> str:
    directive = row.directive
    parts = [str(Repeats(directive.repeats).label)] if directive.repeats else []
    if directive.due_at is not None:
        parts.append(f"{localtime(directive.due_at):%Y-%m-%d %H:%M}")
    if directive.met_at is not None:
        parts.append(done_text(due_at=directive.due_at, met_at=directive.met_at))
    return "，".join(parts) or _("未定期限")
