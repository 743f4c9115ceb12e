"""XLSForm workbooks for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

JUDGE = (("judge", "pass", "合格"), ("judge", "fail", "不合格"), ("judge", "na", "不适用"))
HEAD = ("type", "name", "label")
SETTINGS = {"form_title": "测试清单", "form_id": "test-list", "anlan::source": "测试"}


def make_workbook(
    *,
    survey: Sequence[Sequence[Any]],
    head: Sequence[str] = HEAD,
    choices: Sequence[Sequence[Any]] = JUDGE,
    settings: dict[str, Any] | None = None,
    name: str = "list.xlsx",
) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    told = SETTINGS if settings is None else settings
    tables: dict[str, list[Sequence[Any]]] = {
        "survey": [head, *survey],
        "choices": [("list_name", "name", "label"), *choices],
        "settings": [tuple(told), tuple(told.values())],
    }
    for title, rows in tables.items():
        sheet = book.add_worksheet(title)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(line, column, cell)
    book.close()
    return SimpleUploadedFile(name, held.getvalue())
