"""The site's secret: from the environment, else made once and kept beside the state."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """``$ANLAN_SECRET_KEY`` or the content of ``secret.key``, which only its owner may read."""
    given = os.environ.get("ANLAN_SECRET_KEY")
    if given:
        return given
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secret.key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(64)
        file.write(key)
    return key
