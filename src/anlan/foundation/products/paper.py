"""A paper as plain data: what every output draws, frozen with the facts it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NO_DATA = "无数据"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, the shape before them, whether it is a figure."""

    text: str
    mark: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A head of a part."""

    text: str
    is_heading: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source as they stand there, with where and the fingerprint."""

    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row names it. ``widths`` are shares of the line, even when empty."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()

    @property
    def shares(self) -> tuple[int, ...]:
        """A share for every column; without any the first has twice that of the others."""
        return self.widths or (2, *(1 for _name in self.head[1:]))


@dataclass(frozen=True, slots=True)
class Blanks:
    """Lines that somebody fills in by hand: a label each."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Quotation | Table | Blanks


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper: who issues it, its title, to whom, its data time, its blocks.

    A dense one is for inside: smaller letters and margins, to keep to one page.
    """

    issuer: str
    title: str
    dated: str
    blocks: tuple[Block, ...]
    to: str = ""
    secrecy: str = "内部"
    dense: bool = False

    @property
    def lacks_data(self) -> bool:
        """Whether "no data" stands somewhere, so that the foot explains it."""
        return NO_DATA in str(to_plain(self)["blocks"])


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """A row of a table from words and cells."""
    return tuple(one if isinstance(one, Cell) else Cell(one) for one in cells)


def figure(value: object) -> Cell:
    """A cell with a figure."""
    return Cell(str(value), figure=True)


def to_plain(paper: Paper) -> dict[str, Any]:
    """The paper in JSON's own types."""
    told: dict[str, Any] = {
        "issuer": paper.issuer,
        "title": paper.title,
        "dated": paper.dated,
        "to": paper.to,
        "secrecy": paper.secrecy,
        "blocks": [_block(one) for one in paper.blocks],
    }
    return told | ({"dense": True} if paper.dense else {})


def from_plain(plain: Mapping[str, Any]) -> Paper:
    """The paper that ``to_plain`` wrote."""
    return Paper(
        issuer=plain["issuer"],
        title=plain["title"],
        dated=plain["dated"],
        to=plain["to"],
        secrecy=plain["secrecy"],
        blocks=tuple(_read(one) for one in plain["blocks"]),
        dense=bool(plain.get("dense", False)),
    )


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, _):
            return {"is": "heading", "text": text}
        case Paragraph(text):
            return {"is": "paragraph", "text": text}
        case Quotation(text, cite):
            return {"is": "quotation", "text": text, "cite": cite}
        case Blanks(labels):
            return {"is": "blanks", "labels": list(labels)}
        case Table(name, head, rows, widths):
            told = {"is": "table", "name": name, "head": list(head), "rows": [_cells(one) for one in rows]}
            return told | ({"widths": list(widths)} if widths else {})


def _cells(cells: Iterable[Cell]) -> list[list[Any]]:
    return [[one.text, one.mark, one.figure] for one in cells]


def _read(plain: Mapping[str, Any]) -> Block:
    match plain["is"]:
        case "heading":
            return Heading(plain["text"])
        case "quotation":
            return Quotation(plain["text"], plain["cite"])
        case "blanks":
            return Blanks(tuple(plain["labels"]))
        case "table":
            rows = tuple(tuple(Cell(*cell) for cell in cells) for cells in plain["rows"])
            return Table(plain["name"], tuple(plain["head"]), rows, tuple(plain.get("widths", ())))
    return Paragraph(plain["text"])
