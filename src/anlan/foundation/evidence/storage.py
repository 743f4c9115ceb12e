"""Bytes on disk under their SHA-256: written aside, flushed, renamed; a file is whole or absent."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings

from anlan.core.kernel.ids import new_id

PARTS = ".part"
THUMB = ".thumb"


def root() -> Path:
    """The folder of everything here."""
    return Path(settings.EVIDENCE_ROOT)


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def thumb_of(sha256: str) -> Path:
    """Where the thumbnail of a picture lies, beside it."""
    return path_of(sha256).with_name(sha256 + THUMB)


def parts() -> Path:
    """The folder of what is not whole yet; no backup carries it."""
    folder = root() / PARTS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def keep(content: bytes) -> str:
    """Keep bytes and return their digest; bytes already kept are not written again."""
    sha256 = hashlib.sha256(content).hexdigest()
    _place(content, path_of(sha256))
    return sha256


def keep_thumb(sha256: str, content: bytes) -> None:
    """Keep the thumbnail of a picture."""
    _place(content, thumb_of(sha256))


def _place(content: bytes, target: Path) -> None:
    """Write aside, flush, rename, flush the folder. A damaged file of the wrong length is written anew."""
    if target.is_file() and target.stat().st_size == len(content):
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = parts() / f"{new_id()}.new"
    try:
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
        _flush_folder(target.parent)
    finally:
        aside.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
