"""PDF files with a text layer, by pypdf; lines broken by the page width are joined again."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.core.minutes.body import is_han
from anlan.core.minutes.formats.limits import Limits

# A damaged file is reported once, as our own error; pypdf's running commentary helps nobody.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_FULL_LINE_SHARE = 0.85
_SHORTEST_FULL_LINE = 30
_CLOSING = "。！？；：.!?;:”"
# What pypdf may raise on damaged files besides its own errors.
_BROKEN = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError)


def read(data: bytes, *, limits: Limits) -> str:
    """Return the text of all pages; refuses locked, damaged, endless and scanned files."""
    try:
        reader = PdfReader(io.BytesIO(data))
        _unlock(reader)
        pages = len(reader.pages)
        if pages > limits.pages:
            raise TooLarge("minutes.pdf.too_many_pages", pages=pages, limit=limits.pages)
        texts = [page.extract_text() for page in reader.pages]
    except _BROKEN as broken:
        raise BadInput("minutes.file.corrupt", kind="pdf") from broken
    if not any(text.strip() for text in texts):
        raise BadInput("minutes.pdf.no_text", pages=pages)
    return "\n".join("\n".join(_unfolded(text)) for text in texts)


def _unlock(reader: PdfReader) -> None:
    """Open a file that asks for no password to read; refuse one that does."""
    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except DependencyError:
        opened = False
    if not opened:
        raise BadInput("minutes.pdf.encrypted")


def _unfolded(text: str) -> Iterator[str]:
    """Yield the paragraphs: a full line without a closing mark goes on in the next one."""
    printed = [line.rstrip() for line in text.splitlines()]
    full = max(_SHORTEST_FULL_LINE, _FULL_LINE_SHARE * max(map(_width, printed), default=0))
    held = ""
    for line in printed:
        held = _joined(held, line) if held else line
        if _width(line) < full or line.endswith(tuple(_CLOSING)):
            yield held
            held = ""
    if held:
        yield held


def _joined(held: str, line: str) -> str:
    """Return two pieces of one line, with a space only between Latin words."""
    latin = not is_han(held[-1]) and not is_han(line[:1] or " ") and held[-1].isalnum()
    return f"{held} {line}" if latin else held + line


def _width(line: str) -> int:
    """Return the printed width, an ideograph or a full-width mark counting two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in line)
