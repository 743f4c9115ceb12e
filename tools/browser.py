"""The browser that tests drive: one that is here, else Debian's through apt when that may be used."""

import os
import shutil
from pathlib import Path

from checkout import own_processes
from progress import call, say, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-wqy-microhei")
"""The second has the Chinese characters."""


def find_browser() -> str | None:
    """The path of a browser, or None after one line that says why there is none."""
    found = _here()
    if found or os.environ.get("ANLAN_NO_BROWSER") == "1":
        return found
    why = _install()
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
    if not shutil.which("apt-get"):
        return "this machine has no apt"
    rights = _rights()
    if rights is None:
        return "apt needs root here"
    env = own_processes(DEBIAN_FRONTEND="noninteractive")
    with step("Browser (apt install chromium)"):
        call([*rights, "apt-get", "update", "-q"], env=env, required=False)
        wanted = [*rights, "apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES]
        done = call(wanted, env=env, required=False)
    return "apt could not install it (.anlan/setup.log has its words)" if done.returncode else "apt left none"


def _rights() -> list[str] | None:
    """What to put before apt, or None when this account may not use it."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and call(["sudo", "-n", "true"], required=False).returncode == 0:
        return ["sudo", "-n"]
    return None
