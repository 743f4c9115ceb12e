"""Tells uv where pip has been told to look, so that a site's package mirror works for both."""

import os
import re
from pathlib import Path

from progress import call

SETTING = re.compile(r"^(?:global|install|site|user|:env:)\.([a-z-]+)='(.*)'$")
NAMES = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS"}
LISTS = {"UV_INDEX": " ", "UV_FIND_LINKS": ","}


def uv_settings(python: Path) -> dict[str, str]:
    """Environment variables for uv; those the caller has set himself win.

    Every index may be asked for every package: the locks name the digests, so none can slip in another.
    """
    told = _from_pip(python)
    fixed = {
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
    }
    return {name: value for name, value in (fixed | told).items() if value and name not in os.environ}


def _from_pip(python: Path) -> dict[str, str]:
    listed = call([python, "-m", "pip", "config", "list"], required=False).stdout
    found: dict[str, str] = {}
    for line in listed.splitlines():
        match = SETTING.match(line.strip())
        name = NAMES.get(match[1]) if match else None
        if match and name:
            words = [word for word in match[2].replace("\\n", " ").split() if _there(word)]
            found[name] = LISTS.get(name, " ").join(words)
        elif match and match[1] == "cert":
            found["SSL_CERT_FILE"] = match[2]
    return found


def _there(place: str) -> bool:
    """Leave out folders that do not exist: pip passes over them, uv stops."""
    folder = place.removeprefix("file://")
    return "://" in folder or Path(folder).exists()
