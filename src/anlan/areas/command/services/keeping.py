"""Original files in MEDIA under the hash of their bytes: the same file is kept once and never overwritten."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from anlan.core.kernel.errors import Unavailable


def keep_original(data: bytes) -> str:
    """Store the bytes and return their SHA-256; storing twice is harmless."""
    mark = sha256(data).hexdigest()
    path = _path_of(mark)
    if path.exists():
        return mark
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, building = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(building).replace(path)
    return mark


def read_original(mark: str) -> bytes:
    """The bytes under a hash. Raises Unavailable when the file is gone or no longer the same."""
    try:
        data = _path_of(mark).read_bytes()
    except OSError as trouble:
        raise Unavailable("command.original_missing", hash=mark[:12]) from trouble
    if sha256(data).hexdigest() != mark:
        raise Unavailable("command.original_damaged", hash=mark[:12])
    return data


def _path_of(mark: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "sources" / mark[:2] / mark
