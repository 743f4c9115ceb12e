"""Secrets of channels: sealed under the site's key, which lies outside the database; written, never shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from anlan.core.kernel.errors import Unavailable
from anlan.foundation.accounts.sealing import seal, unseal


def sealed(secrets: Mapping[str, str], *, channel_id: UUID) -> bytes:
    """The secrets as they go into the row; bound to the channel."""
    kept = {name: value for name, value in secrets.items() if value}
    return seal(json.dumps(kept).encode(), about=_about(channel_id)) if kept else b""


def opened(given: bytes | memoryview, *, channel_id: UUID) -> dict[str, str]:
    """The secrets again. Raises Unavailable when the site's key has changed."""
    if not given:
        return {}
    try:
        found: dict[str, str] = json.loads(unseal(bytes(given), about=_about(channel_id)))
    except Unavailable as trouble:
        raise Unavailable("notices.secret_unreadable") from trouble
    return found


def _about(channel_id: UUID) -> str:
    return f"notices.channel:{channel_id}"
