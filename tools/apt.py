"""Debian's packages, where this account may install them."""

import os
import shutil

from checkout import own_processes
from progress import call


def hindrance() -> str | None:
    """Why apt cannot be used here; None when it can."""
    if not shutil.which("apt-get"):
        return "this machine has no apt"
    return "apt needs root here" if rights() is None else None


def rights() -> list[str] | None:
    """What to put before a command that needs root, or None when this account may not run it."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and call(["sudo", "-n", "true"], required=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def install(*packages: str) -> str:
    """Install; return what to say when what was wanted is still not there."""
    before = rights() or []
    env = own_processes(DEBIAN_FRONTEND="noninteractive")
    call([*before, "apt-get", "update", "-q"], env=env, required=False)
    wanted = [*before, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    done = call(wanted, env=env, required=False)
    return "apt could not install it (.anlan/setup.log has its words)" if done.returncode else "apt left none"
