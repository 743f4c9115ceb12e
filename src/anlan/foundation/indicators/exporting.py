"""A measurement to take along: the same rows and time as on the page, as a workbook or as plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from hashlib import sha256

import xlsxwriter
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.core.access import Actor
from anlan.foundation.indicators.definitions import Definition
from anlan.foundation.indicators.figures import STATES, target_word, unit_word
from anlan.foundation.indicators.readings import Reading, standing
from anlan.foundation.ledger.public import Ref, record

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@transaction.atomic
def export_series(
    viewer: Actor, one: Definition, readings: Sequence[Reading], *, scope_name: str, form: str
) -> bytes:
    """The values of one scope; the ledger keeps who took them and their hash."""
    head = (
        _("数据截至"),
        _("值"),
        _("单位"),
        _("分子"),
        _("分母"),
        pgettext("indicators", "目标"),
        _("当时的状态"),
    )
    rows = [_cells(one, each) for each in readings]
    data = _workbook(one, scope_name, head, rows) if form == "xlsx" else _text(head, rows)
    record(
        "indicators.export",
        on=Ref("indicators.indicator", one.code),
        by=viewer,
        count=len(rows),
        content_hash=sha256(data).hexdigest(),
    )
    return data


def _cells(one: Definition, each: Reading) -> tuple[str | float | int | None, ...]:
    return (
        f"{localtime(each.as_of):%Y-%m-%d %H:%M}",
        None if each.value is None else float(each.value),
        unit_word(one.unit),
        each.numerator,
        each.denominator,
        target_word(one.aim, one.unit),
        str(STATES[standing(each, one, each.as_of)]),
    )


def _text(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(head)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def _workbook(
    one: Definition, scope_name: str, head: Sequence[str], rows: Sequence[Sequence[str | float | int | None]]
) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(pgettext("indicators", "指标")), book.add_format({"bold": True})
        sheet.set_column(0, 0, 18)
        sheet.write_string(0, 0, f"{one.name} · {scope_name}", bold)
        sheet.write_string(1, 0, one.about)
        for column, title in enumerate(head):
            sheet.write_string(2, column, title, bold)
        sheet.freeze_panes(3, 0)
        for line, row in enumerate(rows, start=3):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                elif cell is not None:
                    sheet.write_number(line, column, cell)
    return held.getvalue()
