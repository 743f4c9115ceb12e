"""The figures and file types of ``rulebooks/evidence.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is taken in: its usual names, what it counts as, and its largest size in bytes."""

    media_type: str
    extensions: tuple[str, ...]
    kind: str
    most_bytes: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How large, how many, how long."""

    pixels_most: int
    kept_side: int
    kept_quality: int
    thumb_side: int
    unpacked_most: int
    files_most: int
    piece_bytes: int
    upload_age: timedelta
    uploads_most: int
    skew: timedelta
    earliest_year: int


@cache
def types() -> Mapping[str, FileType]:
    """The types that are taken in, by media type."""
    rows = _document()["types"].items()
    return {
        name: FileType(name, tuple(row["extensions"]), row["kind"], row["most_mb"] * MB) for name, row in rows
    }


@cache
def limits() -> Limits:
    """The figures in force."""
    values = {name: row["value"] for name, row in _document()["values"].items()}
    return Limits(
        pixels_most=values["pixels_most"] * 1_000_000,
        kept_side=values["kept_side"],
        kept_quality=values["kept_quality"],
        thumb_side=values["thumb_side"],
        unpacked_most=values["unpacked_most"] * MB,
        files_most=values["files_most"],
        piece_bytes=values["piece"] * MB,
        upload_age=timedelta(hours=values["upload_hours"]),
        uploads_most=values["uploads_most"],
        skew=timedelta(minutes=values["skew_minutes"]),
        earliest_year=values["earliest_year"],
    )


def largest() -> int:
    """The largest size in bytes of any type."""
    return max(kind.most_bytes for kind in types().values())


def accepted() -> str:
    """The types as the ``accept`` of a file input; phones turn their HEIC into JPEG for it."""
    names = [f".{extension}" for kind in types().values() for extension in kind.extensions]
    return ",".join([*(name for name in types() if name.startswith("image/")), *names])


@cache
def _document() -> dict[str, Any]:
    path = Path(settings.RULEBOOKS) / "evidence.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
