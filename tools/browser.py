"""The browser that tests drive: one that is here, else Debian's through apt when that may be used."""

import os
import shutil
from pathlib import Path

import apt
from progress import say, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-wqy-microhei")
"""The second has the Chinese characters."""


def find_browser() -> str | None:
    """The path of a browser, or None after one line that says why there is none."""
    found = _here()
    if found or os.environ.get("ANLAN_NO_BROWSER") == "1":
        return found
    why = apt.hindrance() or _install()
    found = _here()
    if not found:
        say(f"  No browser: {why}. Install Chromium, or set ANLAN_BROWSER to one.", error=True)
    return found


def _here() -> str | None:
    chosen = os.environ.get("ANLAN_BROWSER")
    if chosen:
        return chosen if Path(chosen).is_file() else None
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _install() -> str:
    """Try apt; return why it did not help."""
    with step("Browser (apt install chromium)"):
        return apt.install(*PACKAGES)
