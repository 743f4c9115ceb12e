"""The list of findings as an Excel workbook: the same columns, filters and time as on the page."""

from __future__ import annotations

import io
from hashlib import sha256

import xlsxwriter
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.areas.inspection.models.choices import FINDING_STATES, Severity
from anlan.areas.inspection.selectors.filters import FindingFilters
from anlan.areas.inspection.selectors.listing import FindingRow, findings
from anlan.core.access import Actor
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.public import require_held, unit_name

MOST_ROWS = 20_000
WIDTHS = (20, 44, 22, 22, 10, 12, 18, 18, 8, 8, 18)


@transaction.atomic
def export_findings(viewer: Actor, filters: FindingFilters) -> bytes:
    """The workbook of everything the filters leave; the ledger keeps who took it and its hash."""
    require_held(viewer, "inspection.export")
    page = findings(viewer, filters, size=MOST_ROWS)
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("督查发现"))
    bold = book.add_format({"bold": True})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    stamp = {"at": f"{localtime(page.at):%Y-%m-%d %H:%M}", "count": page.total}
    sheet.write_string(0, 0, pgettext("inspection", "数据截至 %(at)s，共 %(count)s 条") % stamp)
    sheet.write_string(1, 0, _("筛选条件：%(query)s") % {"query": filters.to_query() or _("没有")})
    for column, head in enumerate(columns()):
        sheet.write_string(2, column, head, bold)
    for line, row in enumerate(page.rows, start=3):
        for column, cell in enumerate(cells(row)):
            sheet.write_string(line, column, cell)
    sheet.freeze_panes(3, 0)
    book.close()
    data = held.getvalue()
    record(
        "inspection.export",
        on=Ref("inspection.finding", "list"),
        by=viewer,
        note=filters.to_query(),
        count=page.total,
        content_hash=sha256(data).hexdigest(),
    )
    return data


def columns() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        _("编号"),
        _("发现"),
        _("地点"),
        _("整改单位"),
        _("轻重"),
        _("进展"),
        _("发现时间"),
        _("期限"),
        _("逾期"),
        _("第几次"),
        _("销号时间"),
    )


def cells(row: FindingRow) -> tuple[str, ...]:
    """One finding in the order of the columns."""
    one = row.finding
    return (
        one.code,
        one.text,
        one.place.label,
        unit_name(one.unit),
        str(Severity(one.severity).label),
        str(dict(FINDING_STATES)[one.state]),
        f"{localtime(one.raised_at):%Y-%m-%d %H:%M}",
        f"{localtime(one.due_at):%Y-%m-%d %H:%M}",
        _("是") if one.was_late else "",
        str(one.recurrence),
        f"{localtime(one.closed_at):%Y-%m-%d %H:%M}" if one.closed_at else "",
    )
