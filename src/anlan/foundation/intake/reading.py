"""From bytes to a table: what kind of file it is, whether it is sane, which sheet is meant. No database."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.intake.spec import SheetSpec
from anlan.foundation.intake.tables import MAX_COLUMNS, MAX_ROWS, Grid, Table, headings_of, require_whole

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 250 * 1024 * 1024
MAX_SHEETS: Final = 30
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FOREIGN: Final = (
    (b"MZ", "exe"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"{\\rtf", "rtf"),
)
_ASIDE: Final = re.compile(r"^(示例|例子|填写说明|说明|example|notes|readme)", re.IGNORECASE)
_FORMULA: Final = re.compile(rb"<f[ >/]")


def read_table(content: bytes, *, filename: str, spec: SheetSpec) -> Table:
    """The table of a sheet in an .xlsx, .xls, .ods or .csv file.

    Raises BadInput (wrong type, broken, locked, columns missing) or TooLarge.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge("intake.file_too_large", limit=MAX_BYTES, size=len(content))
    if not content.strip(b"\x00 \r\n\t"):
        raise BadInput("intake.file_empty", file=filename)
    for mark, kind in _FOREIGN:
        if content.startswith(mark):
            raise BadInput("intake.wrong_type", file=filename, kind=kind)
    table = (
        _workbook(content, filename, spec)
        if content.startswith((_ZIP, _OLE))
        else _text(content, filename, spec)
    )
    require_whole(table, spec)
    return table


def _workbook(content: bytes, filename: str, spec: SheetSpec) -> Table:
    formulas = _refuse_bomb(content, filename) if content.startswith(_ZIP) else 0
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [name for name in book.sheet_names if not _ASIDE.match(name)]
        if len(names) > MAX_SHEETS:
            raise TooLarge("intake.too_many_sheets", limit=MAX_SHEETS, size=len(names))
        return _chosen(
            [_sheet(book.get_sheet_by_name(name), spec, formulas) for name in names], filename, spec
        )
    except PasswordError:
        raise BadInput("intake.file_locked", file=filename) from None
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput("intake.file_broken", file=filename, told=str(error)[:80]) from None


def _refuse_bomb(content: bytes, filename: str) -> int:
    """Raise when the archive is no workbook or unpacks beyond reason; returns how many formulas it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise TooLarge("intake.file_unpacks_too_large", limit=MAX_UNPACKED, file=filename)
            names = {part.filename for part in parts}
            if "[Content_Types].xml" in names and not any(name.startswith("xl/") for name in names):
                raise BadInput("intake.wrong_type", file=filename, kind="docx")
            pages = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
            return sum(len(_FORMULA.findall(archive.read(name))) for name in pages[:MAX_SHEETS])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        raise BadInput("intake.file_broken", file=filename, told="zip") from None


def _sheet(sheet: CalamineSheet, spec: SheetSpec, formulas: int) -> Table:
    if sheet.total_height > MAX_ROWS + 100:
        raise TooLarge("intake.too_many_rows", limit=MAX_ROWS, size=sheet.total_height)
    if sheet.total_width > MAX_COLUMNS:
        raise TooLarge("intake.too_many_columns", limit=MAX_COLUMNS, size=sheet.total_width)
    grid = sheet.to_python(skip_empty_area=False)
    return Table(sheet.name, grid, headings_of(grid, spec), tuple(sheet.merged_cell_ranges or ()), formulas)


def _chosen(tables: list[Table], filename: str, spec: SheetSpec) -> Table:
    """The sheet that holds every needed column, else the one that holds most."""
    if not tables:
        raise BadInput("intake.file_empty", file=filename)
    named = {spec.zh, spec.en, *spec.aliases}
    return max(
        tables,
        key=lambda table: (
            -len(table.headings.missing(spec)),
            table.name in named,
            len(table.headings.columns),
            len(table.grid),
        ),
    )


def _text(content: bytes, filename: str, spec: SheetSpec) -> Table:
    """A .csv in UTF-8 (with or without mark), UTF-16 with mark, or GBK."""
    told = _decoded(content, filename)
    first = told.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        grid: list[list[Any]] = list(csv.reader(io.StringIO(told), delimiter=separator))
    except csv.Error:
        raise BadInput("intake.file_broken", file=filename, told="csv") from None
    if grid and max(map(len, grid)) > MAX_COLUMNS:
        raise TooLarge("intake.too_many_columns", limit=MAX_COLUMNS, size=max(map(len, grid)))
    rows: Grid = grid
    return Table(filename, rows, headings_of(rows, spec))


def _decoded(content: bytes, filename: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            told = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in told:
            return told
    raise BadInput("intake.wrong_type", file=filename, kind="?")
