"""Files as clerks hand them in, made on the spot; every person is invented."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

STAFF_HEADINGS = ("工号", "姓名", "单位", "人员类别", "手机")
STUDENT_HEADINGS = ("学号", "姓名", "学院", "学生类别", "手机")


def workbook(*rows: Sequence[Any], sheet: str = "Sheet1", more: Sequence[str] = ()) -> bytes:
    """An .xlsx with these rows in its first sheet; ``more`` adds empty sheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    for name in more:
        book.add_worksheet(name)
    book.close()
    return buffer.getvalue()


def staff_file(*rows: Sequence[Any]) -> bytes:
    """A workbook of staff."""
    return workbook(STAFF_HEADINGS, *rows, sheet="教职工")


def csv_file(*rows: Sequence[str], encoding: str = "utf-8", separator: str = ",") -> bytes:
    """A text file of rows."""
    return "\n".join(separator.join(row) for row in rows).encode(encoding)
