"""What bytes are, by their beginning and build, never by their name."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from typing import Final

from anlan.core.kernel.errors import BadInput, TooLarge

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEIF: Final = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
)
_MARKUP: Final = ("<", "{\\rtf", "%!ps", "#!")
_SCAN: Final = 64 * 1024
_MOST_ENTRIES: Final = 5000


def sniff(content: bytes, *, name: str, unpacked_most: int) -> str:
    """The media type of the bytes. Raises BadInput with what to do, TooLarge for what unpacks to too much."""
    if not content:
        raise BadInput("evidence.empty", name=name)
    known = _by_beginning(content)
    if known:
        return known
    if content[4:8] == b"ftyp":
        raise BadInput("evidence.heic" if content[8:12] in _HEIF else "evidence.video", name=name)
    if content.startswith(b"PK\x03\x04"):
        return _office(content, name=name, unpacked_most=unpacked_most)
    return _text(content, name=name)


def _by_beginning(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if content.startswith(b"%PDF-") else ""


def _office(content: bytes, *, name: str, unpacked_most: int) -> str:
    """A document or a workbook without macros that unpacks to a sensible size."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
        raise BadInput("evidence.unreadable", name=name) from error
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > unpacked_most:
        raise TooLarge("evidence.unpacks_too_large", name=name, limit_mb=unpacked_most // 1024**2)
    names = {entry.filename.lower() for entry in entries}
    if any("vbaproject" in entry or "/activex/" in entry for entry in names):
        raise BadInput("evidence.macros", name=name)
    if "[content_types].xml" not in names:
        raise BadInput("evidence.type_refused", name=name)
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise BadInput("evidence.type_refused", name=name)


def _text(content: bytes, *, name: str) -> str:
    """Plain text that is named as such and is no markup or script under another name."""
    kind = {"csv": "text/csv", "txt": "text/plain"}.get(name.rpartition(".")[2].lower())
    read = _decoded(content[:_SCAN])
    if kind is None or read is None or b"\x00" in _narrow(content):
        raise BadInput("evidence.type_refused", name=name)
    if read.lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
        raise BadInput("evidence.type_refused", name=name)
    return kind


def _narrow(content: bytes) -> bytes:
    """The bytes in which a zero would give a binary away: none of UTF-16's."""
    return b"" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else content


def _decoded(content: bytes) -> str | None:
    """The text in whatever usual encoding, None where it is none."""
    for encoding in ("utf-16", "utf-8-sig", "gb18030"):
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        for tail in range(4):
            try:
                return content[: len(content) - tail].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
