"""From bytes that came in to what may be kept: named, typed, measured, written anew."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from io import SEEK_SET
from typing import IO

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.evidence import storage
from anlan.foundation.evidence.exif import Capture
from anlan.foundation.evidence.models import Blob, TimeSource
from anlan.foundation.evidence.pictures import rewrite
from anlan.foundation.evidence.rulebook import MB, Limits, largest, limits, types
from anlan.foundation.evidence.sniffing import sniff

_NAME_MOST = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are on disk, and what they said of themselves."""

    blob: Blob
    kind: str
    name: str
    sent_sha256: str
    capture: Capture


@dataclass(frozen=True, slots=True)
class Taken:
    """When something was captured and who says so."""

    captured_at: datetime | None
    source: TimeSource
    taken_at: datetime


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_all(data: bytes | IO[bytes], *, name: str) -> bytes:
    """The bytes, never more than the largest type may have. Raises TooLarge or BadInput."""
    most = largest()
    if isinstance(data, bytes):
        content = data
    else:
        if data.seekable():
            data.seek(0, SEEK_SET)
        content = data.read(most + 1)
    if not content:
        raise BadInput("evidence.empty", name=name)
    if len(content) > most:
        raise TooLarge("evidence.too_large", name=name, limit_mb=most // MB)
    return content


def prepare(content: bytes, *, name: str) -> Kept:
    """Find out what it is, write pictures anew, keep the bytes. Raises BadInput or TooLarge."""
    shown = plain_name(name)
    media_type = sniff(content, name=shown, unpacked_most=limits().unpacked_most)
    kind = types().get(media_type)
    if kind is None:
        raise BadInput("evidence.type_refused", name=shown)
    if len(content) > kind.most_bytes:
        raise TooLarge("evidence.too_large", name=shown, limit_mb=kind.most_bytes // MB)
    blob, capture = _kept(content, media_type=media_type, kind=kind.kind, name=shown)
    return Kept(blob, kind.kind, _fitted(shown, kind.extensions), digest_of(content), capture)


def plain_name(name: str) -> str:
    """A file's own name: no folders, no control or direction signs, not too long."""
    bare = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, extension = seen.rpartition(".")
    if not dot or len(extension) > 8:
        return seen[:_NAME_MOST]
    return f"{stem[: _NAME_MOST - 9]}.{extension}"


def when(given: datetime | None, *, capture: datetime | None, received_at: datetime, limits: Limits) -> Taken:
    """The device's time, else the picture's; unbelievable ones count as unknown, early clocks as arrival."""
    for moment, source in ((given, TimeSource.DEVICE), (capture, TimeSource.FILE)):
        if moment is None or moment.tzinfo is None or moment.year < limits.earliest_year:
            continue
        if moment <= received_at + limits.skew:
            return Taken(moment, source, min(moment, received_at))
    return Taken(None, TimeSource.ARRIVAL, received_at)


def _kept(content: bytes, *, media_type: str, kind: str, name: str) -> tuple[Blob, Capture]:
    """The bytes on disk with their entry, which is written by whoever keeps the evidence."""
    if kind != "photo":
        sha256 = storage.keep(content)
        return Blob(sha256=sha256, size=len(content), media_type=media_type), Capture()
    picture = rewrite(content, media_type=media_type, name=name, limits=limits())
    sha256 = storage.keep(picture.content)
    storage.keep_thumb(sha256, picture.thumb)
    blob = Blob(
        sha256=sha256,
        size=len(picture.content),
        media_type=media_type,
        width=picture.width,
        height=picture.height,
    )
    return blob, picture.capture


def _fitted(name: str, extensions: tuple[str, ...]) -> str:
    """The name with an extension of what the file really is."""
    stem, dot, extension = name.rpartition(".")
    if dot and extension.lower() in extensions:
        return name
    return f"{(stem if dot else name) or 'file'}.{extensions[0]}"
