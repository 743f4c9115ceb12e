"""Sheets as a clerk fills them: the platform's own template, its headings kept, rows written below."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook


def filled(template: Path, rows: Sequence[Mapping[str, str]], *, into: Path) -> Path:
    """The template's first sheet with these rows, by heading; a heading it does not have is an error."""
    sheet = CalamineWorkbook.from_path(template).get_sheet_by_index(0)
    headings, notes = (list(row) for row in sheet.to_python()[:2])
    unknown = {name for row in rows for name in row} - set(headings)
    assert unknown == set(), f"the template has no column {unknown}, only {headings}"
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet(sheet.name)
        page.write_row(0, 0, headings)
        page.write_row(1, 0, notes)
        for number, row in enumerate(rows, start=2):
            page.write_row(number, 0, [row.get(str(heading), "") for heading in headings])
    into.write_bytes(buffer.getvalue())
    return into
