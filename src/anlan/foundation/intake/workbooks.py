"""Excel templates: headings, a row of notes, drop-downs, an example with invented people, a guide."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final, Protocol

import xlsxwriter
from django.utils.translation import gettext

from anlan.foundation.intake.spec import Column, SheetSpec
from anlan.foundation.people.public import in_language

_ROWS: Final = 5_000
_LONGEST_LIST: Final = 255


def template(spec: SheetSpec) -> bytes:
    """An empty workbook of one sheet; headings are read in both languages, so either may be filled."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        looks = _looks(book)
        page = book.add_worksheet(in_language(spec.zh, spec.en))
        lists = book.add_worksheet(in_language("说明选项", "Notes options"))
        _page(page, lists, spec, looks)
        lists.hide()
        _example(book.add_worksheet(in_language("示例", "Example")), spec, looks)
        _guide(book.add_worksheet(in_language("填写说明", "Notes")), spec, looks)
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    return {
        "needed": book.add_format({"bold": True, "bg_color": "#D2E6EE", "border": 1}),
        "free": book.add_format({"bg_color": "#F0F3F5", "border": 1}),
        "note": book.add_format({"font_color": "#4E5E6A", "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _page(page: Any, lists: Any, spec: SheetSpec, looks: dict[str, Any]) -> None:
    """Headings, notes, and below them cells that keep what is typed as text."""
    page.freeze_panes(2, 1)
    page.set_row(1, 48)
    for at, column in enumerate(spec.columns):
        page.set_column(at, at, column.width, looks["text"])
        page.write_string(
            0, at, in_language(column.zh, column.en), looks["needed" if column.needed else "free"]
        )
        hint = in_language(column.hint, column.hint_en)
        lead = in_language("说明：", "Notes: ") if at == 0 else ""
        page.write_string(1, at, f"{lead}{hint}", looks["note"])
        if column.choices is not None:
            _drop_down(page, lists, column, at)


def _drop_down(page: Any, lists: Any, column: Column, at: int) -> None:
    """A list to choose from; long ones live in the hidden sheet, since Excel holds 255 signs inline."""
    options = [in_language(zh, en) for _code, zh, en in (column.choices() if column.choices else ())]
    source: list[str] | str = options
    if len(",".join(options)) > _LONGEST_LIST:
        lists.write_column(0, at, options)
        letters = chr(ord("A") + at)
        source = f"='{lists.get_name()}'!${letters}$1:${letters}${len(options)}"
    page.data_validation(2, at, _ROWS, at, {"validate": "list", "source": source, "error_type": "warning"})


def _example(page: Any, spec: SheetSpec, looks: dict[str, Any]) -> None:
    for at, column in enumerate(spec.columns):
        page.set_column(at, at, column.width, looks["text"])
        page.write_string(
            0, at, in_language(column.zh, column.en), looks["needed" if column.needed else "free"]
        )
    for number, line in enumerate(spec.example, start=1):
        for at, text in enumerate(line):
            page.write_string(number, at, text)


def _guide(page: Any, spec: SheetSpec, looks: dict[str, Any]) -> None:
    """What each column wants, for those who fill it without the page."""
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 60, looks["wrap"])
    page.write_string(0, 0, in_language(spec.about, spec.about_en))
    rows = [
        (in_language(column.zh, column.en), in_language(column.hint, column.hint_en), column.needed)
        for column in spec.columns
    ]
    for number, (heading, hint, needed) in enumerate(rows, start=2):
        page.write_string(number, 0, heading, looks["needed" if needed else "free"])
        page.write_string(number, 1, hint)
    last = in_language(
        "深色的列要填。空着的格子保持原样。号码列是文本格式，前面的 0 不会丢。",
        "Dark columns are needed. A blank cell leaves things as they are. Numbers are text, zeros stay.",
    )
    page.write_string(len(rows) + 3, 1, last)


class Told(Protocol):
    """A verdict in words, as the page shows it."""

    @property
    def row(self) -> int | None: ...
    @property
    def word(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def told(self) -> list[str]: ...


def verdict_sheet(lines: Iterable[Told]) -> bytes:
    """Verdicts as a workbook; every cell is text, so nothing in it is ever run as a formula."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(gettext("结论"))
        headings = (gettext("行号"), gettext("结论"), gettext("号码或编码"), gettext("名称"), gettext("说明"))
        for at, heading in enumerate(headings):
            page.write_string(0, at, heading)
        page.set_column(4, 4, 80)
        for number, line in enumerate(lines, start=1):
            row = "" if line.row is None else str(line.row)
            for at, text in enumerate((row, line.word, line.key, line.label, " ".join(line.told))):
                page.write_string(number, at, text)
    return buffer.getvalue()
