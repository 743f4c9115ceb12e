"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The largest file that is accepted: bytes as sent, bytes unpacked, pages, packed entries."""

    file_bytes: int = 20 * _MEBIBYTE
    unpacked_bytes: int = 200 * _MEBIBYTE
    unpacked_ratio: int = 200
    entries: int = 5_000
    pages: int = 300
