"""The list of tasks as an Excel workbook: the same columns, filters and time as on the page."""

from __future__ import annotations

import io
from hashlib import sha256

import xlsxwriter
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from anlan.areas.tasks.selectors.filters import TaskFilters
from anlan.areas.tasks.selectors.listing import TaskPage, task_list
from anlan.areas.tasks.selectors.rows import TaskRow
from anlan.areas.tasks.words import seat_word, task_word
from anlan.core.access import Actor
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.public import require_held

MOST_ROWS = 20_000
WIDTHS = (20, 40, 26, 18, 10, 14, 14, 34, 26, 26, 18)


@transaction.atomic
def export_tasks(viewer: Actor, filters: TaskFilters) -> bytes:
    """The workbook of everything the filters leave; the ledger keeps who took it and its hash."""
    require_held(viewer, "tasks.export")
    page = task_list(viewer, filters, size=MOST_ROWS)
    data = _workbook(page, query=filters.to_query())
    record(
        "tasks.export",
        on=Ref("tasks.task", "list"),
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
        _("任务"),
        _("承办岗位"),
        _("期限"),
        _("证据"),
        _("状态"),
        _("类别"),
        _("怎样算办好"),
        _("核验人"),
        _("派出岗位"),
        _("所属要求"),
    )


def _workbook(page: TaskPage, *, query: str) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("任务"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    stamp = {"at": f"{localtime(page.at):%Y-%m-%d %H:%M}", "count": page.matched}
    sheet.write_string(0, 0, _("数据截至 %(at)s，共 %(count)s 项") % stamp)
    sheet.write_string(1, 0, _("筛选条件：%(query)s") % {"query": query or _("全部")})
    for column, head in enumerate(columns()):
        sheet.write_string(2, column, head, bold)
    sheet.freeze_panes(3, 0)
    for line, row in enumerate(page.rows, start=3):
        for column, cell in enumerate(_cells(row)):
            sheet.write_string(line, column, cell, wrap)
    book.close()
    return held.getvalue()


def _cells(row: TaskRow) -> tuple[str, ...]:
    task = row.task
    return (
        task.code,
        task.title,
        seat_word(task.owner_position),
        f"{localtime(task.due_at):%Y-%m-%d %H:%M}" if task.due_at else "",
        str(row.evidence),
        task_word(row),
        task.get_obligation_display(),
        task.acceptance_test,
        seat_word(task.verifier_position),
        seat_word(task.issuer_position),
        task.directive.code if task.directive else "",
    )
