"""A text that waits for a decision about the numbers in it; nobody else can ask for it."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from anlan.core.kernel.errors import NotVisible

KEPT_SECONDS = 3600
SESSION_KEY = "command.waiting"


def put_aside(request: HttpRequest, *, data: bytes, facts: dict[str, Any]) -> str:
    """Keep the bytes for an hour, for this session only; returns the word to ask for them by."""
    folder = _folder()
    _sweep(folder)
    token = secrets.token_urlsafe(16)
    (folder / token).write_bytes(data)
    request.session[SESSION_KEY] = {"token": token, "facts": json.dumps(facts)}
    return token


def fetch(request: HttpRequest, token: str) -> tuple[bytes, dict[str, Any]]:
    """What was put aside. Raises NotVisible when it is another session's or its hour is over."""
    known = request.session.get(SESSION_KEY) or {}
    path = _folder() / known.get("token", "-")
    if not token or known.get("token") != token or not path.is_file():
        raise NotVisible
    return path.read_bytes(), json.loads(known["facts"])


def forget(request: HttpRequest) -> None:
    """Drop what was put aside."""
    known = request.session.pop(SESSION_KEY, None) or {}
    if known.get("token"):
        (_folder() / known["token"]).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.HOME) / "waiting"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sweep(folder: Path) -> None:
    """Remove what nobody came back for."""
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
