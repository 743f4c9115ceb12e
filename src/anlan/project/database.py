"""Where the database is: ``DATABASE_URL``, else the embedded cluster's socket."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from anlan.project.postgres.places import NAME, PORT, socket_folder


def connection_settings(home: Path) -> dict[str, Any]:
    """Django's settings of the one database; opens nothing."""
    url = os.environ.get("DATABASE_URL")
    return _from_url(url) if url else _embedded(home)


def _embedded(home: Path) -> dict[str, Any]:
    """The embedded cluster, reached over a Unix socket (see ``project.postgres``)."""
    return _settings(NAME=NAME, USER=NAME, HOST=str(socket_folder(home)), PORT=PORT)


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit(f"DATABASE_URL must start with postgresql://, not {parts.scheme}://")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or parts.hostname or ""
    return _settings(
        NAME=unquote(parts.path.lstrip("/")),
        USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""),
        HOST=host,
        PORT=str(parts.port or ""),
        OPTIONS=options,
    )


def _settings(**given: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    } | given
