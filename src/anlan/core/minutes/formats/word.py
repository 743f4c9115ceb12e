"""Word files (.docx) by python-docx: paragraphs and tables in order, with their automatic numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.core.minutes.formats.limits import Limits
from anlan.core.minutes.formats.numbering import Numbering

_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
_HYPHEN = qn("w:noBreakHyphen")
# Tab stops of the paragraph's format, and the second copy of a drawing kept for old readers.
_SKIPPED = (
    qn("w:pPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_ENCRYPTED_FLAG = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    OpcError,
    LxmlError,
    KeyError,
    ValueError,
    AttributeError,
    OSError,
    NotImplementedError,
)


def read(data: bytes, *, limits: Limits) -> str:
    """Return the text; refuses packed bombs, locked and damaged files."""
    try:
        _check_package(data, limits=limits)
        document = Document(io.BytesIO(data))
        text = "\n".join(_blocks(document, numbering=Numbering(document)))
    except _BROKEN as broken:
        raise BadInput("minutes.file.corrupt", kind="docx") from broken
    if not text.strip():
        raise BadInput("minutes.file.empty", kind="docx")
    return text


def _check_package(data: bytes, *, limits: Limits) -> None:
    """Refuse a package that would unpack to far more than a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    ceiling = min(limits.unpacked_bytes, max(len(data), 1024) * limits.unpacked_ratio)
    if len(entries) > limits.entries or unpacked > ceiling:
        raise TooLarge("minutes.docx.bomb", entries=len(entries), unpacked=unpacked, limit=ceiling)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise BadInput("minutes.docx.encrypted")


def _blocks(holder: WordDocument | _Cell, *, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of a document or of a table cell, in the order a reader sees them."""
    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block, numbering=numbering)
        else:
            yield numbering.label(block) + _printed(block)


def _rows(table: Table, *, numbering: Numbering) -> Iterator[str]:
    """Yield each row as one line, its cells apart by tabs, merged cells once."""
    seen: set[Any] = set()
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append("\n".join(_blocks(cell, numbering=numbering)))
        yield "\t".join(cells)


def _printed(paragraph: Paragraph) -> str:
    """Return the text of a paragraph with insertions accepted and deletions left out."""
    return "".join(_pieces(paragraph._p))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == _HYPHEN:
            yield "-"
        else:
            yield from _pieces(child)
