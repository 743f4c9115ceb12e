"""A table found in a file: which column holds what, and the rows below the heading. No database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.intake.cells import BadCell, shown
from anlan.foundation.intake.findings import Detail, Parsed
from anlan.foundation.intake.spec import Column, SheetSpec, heading_key

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200
_HEADING_WITHIN: Final = 10
_KEPT: Final = 5_000
_NOTES: Final = ("说明", "notes")

Grid = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the heading row is, and what each column of the file means; ``unknown`` are left unread."""

    row: int
    columns: Mapping[int, Column]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    def missing(self, spec: SheetSpec) -> list[Column]:
        """The needed columns that are not there."""
        held = {column.key for column in self.columns.values()}
        return [column for column in spec.needed() if column.key not in held]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a file, its headings found; ``merged`` are row and column ranges from 0."""

    name: str
    grid: Grid
    headings: Headings
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    formulas: int = 0


def headings_of(grid: Grid, spec: SheetSpec) -> Headings:
    """The heading row among the first rows: the one in which most columns are recognised."""
    rows = [_headings(number, row, spec) for number, row in enumerate(grid[:_HEADING_WITHIN])]
    return max(rows, key=lambda found: len(found.columns), default=Headings(0, {}, (), ()))


def _headings(number: int, row: Sequence[Any], spec: SheetSpec) -> Headings:
    columns: dict[int, Column] = {}
    unknown: list[str] = []
    told = [(index, shown(cell)) for index, cell in enumerate(row[:MAX_COLUMNS])]
    for index, heading in told:
        column = spec.by_heading.get(heading_key(heading)) if heading else None
        if column is not None:
            columns[index] = column
        elif heading:
            unknown.append(heading)
    repeated = {key for key, count in Counter(column.key for column in columns.values()).items() if count > 1}
    twice = tuple(heading for index, heading in told if index in columns and columns[index].key in repeated)
    return Headings(number, columns, tuple(unknown), twice)


def require_whole(table: Table, spec: SheetSpec) -> None:
    """Raise BadInput when needed columns are missing or stand twice, TooLarge for too many rows."""
    missing = table.headings.missing(spec)
    if missing:
        raise BadInput(
            "intake.columns_missing",
            sheet=table.name,
            columns=" ".join(column.zh for column in missing),
            found=" ".join(table.headings.unknown)[:200],
        )
    if table.headings.twice:
        raise BadInput("intake.columns_twice", sheet=table.name, columns=" ".join(table.headings.twice)[:200])
    rows = len(table.grid) - table.headings.row - 1
    if rows > MAX_ROWS:
        raise TooLarge("intake.too_many_rows", limit=MAX_ROWS, size=rows)


def parsed(table: Table) -> Iterator[Parsed]:
    """The rows below the heading with their cells read; blank rows and the notes row are passed over.

    Row numbers are those of the file, from 1.
    """
    places = tuple(table.headings.columns)
    reader = RowReader.of(table.headings.columns.values())
    merged = _merged_rows(table)
    for index in range(table.headings.row + 1, len(table.grid)):
        row = table.grid[index]
        if not any(cell not in ("", None) for cell in row) or _is_notes(row):
            continue
        found = reader.read(index + 1, [row[at] if at < len(row) else "" for at in places])
        if found is None:
            continue
        if index in merged:
            told = Detail("merged_cells", value=merged[index])
            found = Parsed(found.row, found.values, (*found.problems, told))
        yield found


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the cells of some columns; readings are kept, since lists repeat themselves."""

    columns: tuple[Column, ...]
    kept: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, columns: Iterable[Column]) -> RowReader:
        """A reader of these columns, in this order."""
        listed = tuple(columns)
        return cls(listed, tuple({} for _ in listed))

    def read(self, number: int, cells: Sequence[Any]) -> Parsed | None:
        """One row's cells, in the order of the columns; None when nothing is left of it but blanks."""
        values: dict[str, Any] = {}
        problems: list[Detail] = []
        for column, kept, cell in zip(self.columns, self.kept, cells, strict=False):
            try:
                value = kept[cell] if cell.__class__ is str and cell in kept else _kept(column, kept, cell)
            except BadCell as bad:
                problems.append(Detail(bad.code, column.key, shown(cell)))
                continue
            if value is not None and value != "" and value != ():
                values[column.key] = value
        if not values and not problems:
            return None
        return Parsed(number, values, (*problems, *self._missing(values, problems)))

    def _missing(self, values: Mapping[str, Any], problems: Sequence[Detail]) -> Iterator[Detail]:
        refused = {problem.column for problem in problems}
        for column in self.columns:
            if column.needed and column.key not in values and column.key not in refused:
                yield Detail("missing", column.key)


def _kept(column: Column, kept: dict[str, Any], cell: Any) -> Any:
    value = column.read(cell)
    if isinstance(cell, str) and len(kept) < _KEPT:
        kept[cell] = value
    return value


def _is_notes(row: Sequence[Any]) -> bool:
    first = row[0] if row else ""
    return isinstance(first, str) and heading_key(first).startswith(_NOTES)


def _merged_rows(table: Table) -> dict[int, str]:
    """Rows below the heading that a merged range touches, with the range as people call it."""
    found: dict[int, str] = {}
    for (top, left), (bottom, right) in table.merged:
        if left != right or top != bottom:
            told = f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"
            first, last = max(top, table.headings.row + 1), min(bottom, top + MAX_ROWS)
            found |= dict.fromkeys(range(first, last + 1), told)
    return found


def _letters(column: int) -> str:
    """A column as Excel names it: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
