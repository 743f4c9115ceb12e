"""A sheet as rows by column name: heads are read once, unknown columns are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from anlan.areas.inspection.rules.xlsform.problems import Problems

Cells = Sequence[Sequence[object]]
CHINESE, ENGLISH = "zh", "en"


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row and its number in the spreadsheet."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """The cell of a column, "" when empty."""
        return self.cells.get(name, "")

    def told(self, name: str) -> tuple[str, str]:
        """The Chinese and the English text of a translatable column; the plain one stands for Chinese."""
        chinese = self.get(f"{name}::{CHINESE}") or self.get(name)
        english = self.get(f"{name}::{ENGLISH}")
        return chinese or english, english


def rows_of(
    sheet: str, cells: Cells, *, known: frozenset[str], unused: frozenset[str], problems: Problems
) -> Iterator[Row]:
    """The filled rows below the head; a filled cell in a column we do not read is refused or told."""
    if not cells:
        return
    heads = [_head(text_of(cell)) for cell in cells[0]]
    _note_heads(sheet, heads, known=known, problems=problems)
    for number, line in enumerate(cells[1:], start=2):
        filled = {
            head: text_of(cell) for head, cell in zip(heads, line, strict=False) if head and text_of(cell)
        }
        if not filled:
            continue
        for head in filled:
            if _plain(head) in unused:
                problems.tell(sheet, number, "column_unused", column=head)
            elif _plain(head) not in known:
                problems.refuse(sheet, number, "column_unknown", column=head)
        yield Row(sheet, number, filled)


def text_of(cell: object) -> str:
    """A cell as text; whole numbers without their point, truths as XLSForm writes them."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _head(text: str) -> str:
    """``label::English (en)`` → ``label::en``; names are read whatever their case."""
    name, found, language = text.partition("::")
    name = name.strip().lower().replace(" ", "_")
    if not found:
        return name
    said = language.strip().lower()
    if name == "anlan":
        return f"anlan::{said}"
    if "en" in said.replace("(", " ").replace(")", " ").split() or said.startswith("english"):
        return f"{name}::{ENGLISH}"
    if "zh" in said or "中文" in said or "chinese" in said:
        return f"{name}::{CHINESE}"
    return f"{name}::{said}"


def _plain(head: str) -> str:
    name, _, language = head.partition("::")
    return name if language in {CHINESE, ENGLISH} else head


def _note_heads(sheet: str, heads: Sequence[str], *, known: frozenset[str], problems: Problems) -> None:
    seen: set[str] = set()
    for head in heads:
        if head and head in seen and _plain(head) in known:
            problems.refuse(sheet, 1, "column_twice", column=head)
        seen.add(head)
