"""Plain text: finds the encoding that mainland offices really use."""

from __future__ import annotations

import codecs
import re

from anlan.core.kernel.errors import BadInput
from anlan.core.minutes.formats.limits import Limits

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PAIRED_HIGH_BYTES = re.compile(rb"[\x81-\xfe][\x80-\xfe]")
_EXPECTED = re.compile(r"[\t\n\r\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2027]")
_SHARE_EXPECTED = 0.95
_SAMPLE = 20_000


def read(data: bytes, *, limits: Limits) -> str:
    """Return the text of the bytes; `minutes.file.binary` when no encoding makes them text."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _required(_decoded(data, encoding=encoding))
    for encoding in ("utf-8", *_eight_bit(data)):
        text = _decoded(data, encoding=encoding)
        if text is not None:
            return text
    return _required(_wide(data))


def _eight_bit(data: bytes) -> tuple[str, ...]:
    """Return the encodings to try after UTF-8: without any pair of high bytes it is not Chinese."""
    return ("gb18030", "cp1252") if _PAIRED_HIGH_BYTES.search(data) else ("cp1252",)


def _decoded(data: bytes, *, encoding: str) -> str | None:
    """Return the text, or None when the bytes do not fit or hold control characters."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _wide(data: bytes) -> str | None:
    """Return UTF-16 text that came without its mark, judged by how familiar its characters are."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(data, encoding=encoding)
        if text is not None:
            sample = text[:_SAMPLE]
            if len(_EXPECTED.findall(sample)) >= _SHARE_EXPECTED * len(sample):
                return text
    return None


def _required(text: str | None) -> str:
    """Return the text, or refuse bytes that are none."""
    if text is None:
        raise BadInput("minutes.file.binary", kind="unknown")
    return text
