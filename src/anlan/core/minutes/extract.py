"""From a file's bytes to its text; every way in which a file can be unusable has its own code."""

from __future__ import annotations

import importlib
import io
import zipfile
from pathlib import PurePath
from typing import Final

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.core.minutes.body import normal_newlines
from anlan.core.minutes.formats.limits import Limits

STDIN: Final = "-"

_KIND_OF_SUFFIX = {".txt": "text", ".text": "text", ".md": "text", ".docx": "docx", ".pdf": "pdf"}

# Loaded by name on first use: python-docx and pypdf take a quarter of a second each to start,
# and `anlan minutes read notice.txt` needs neither.
_READER_OF_KIND = {
    "text": "anlan.core.minutes.formats.plain",
    "docx": "anlan.core.minutes.formats.word",
    "pdf": "anlan.core.minutes.formats.pdf",
}

_SIGNATURES = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_PDF_MARK, _PDF_MARK_WITHIN = b"%PDF-", 1024
_RTF_MARK = b"{\\rtf"
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")


def extract_text(data: bytes, *, name: str, limits: Limits | None = None) -> str:
    """Return the text of a .txt, .docx or .pdf file with line feeds; else BadInput or TooLarge with facts."""
    allowed = limits or Limits()
    if len(data) > allowed.file_bytes:
        raise TooLarge("minutes.file.too_large", size=len(data), limit=allowed.file_bytes)
    suffix = PurePath(name).suffix.lower()
    if name != STDIN and suffix not in _KIND_OF_SUFFIX:
        raise BadInput("minutes.file.unknown_type", suffix=suffix)
    if not data.strip():
        raise BadInput("minutes.file.empty", kind=_KIND_OF_SUFFIX.get(suffix, "text"))
    kind = _checked_kind(data, suffix=suffix)
    reader = importlib.import_module(_READER_OF_KIND[kind])
    text: str = normal_newlines(reader.read(data, limits=allowed))
    if not text.strip():
        raise BadInput("minutes.file.empty", kind=kind)
    return text


def _checked_kind(data: bytes, *, suffix: str) -> str:
    """Return the kind that the content shows, which must be the one its name promises."""
    found = _sniffed(data)
    promised = _KIND_OF_SUFFIX.get(suffix, found)
    if found not in _READER_OF_KIND:
        raise BadInput("minutes.file.binary", kind=found)
    if found != promised:
        raise BadInput("minutes.file.wrong_suffix", suffix=suffix, found=found)
    return found


def _sniffed(data: bytes) -> str:
    """Return what the first bytes say: text, docx, pdf or something we do not read."""
    if _PDF_MARK in data[:_PDF_MARK_WITHIN]:
        return "pdf"
    if data.startswith(_ZIP_MARKS):
        return _packed_kind(data)
    if data.startswith(_RTF_MARK):
        return "rtf"
    looks_binary = b"\x00" in data[:_PDF_MARK_WITHIN]
    return next((kind for mark, kind in _SIGNATURES if looks_binary and data.startswith(mark)), "text")


def _packed_kind(data: bytes) -> str:
    """Tell a Word file from other packages; a package that cannot be opened is left to the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "docx"
    return "docx" if "word/document.xml" in names else "archive"
