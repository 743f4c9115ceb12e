"""Notes which processes a server started, so that the next one can end what a killed one left behind."""

import contextlib
import json
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

from anlan.project.serving.child import Child

GONE_SECONDS = 3.0


def note(file: Path, *, children: Iterable[Child]) -> None:
    """Write down this process and the groups it started."""
    groups = {str(child.process.pid): started_at(child.process.pid) for child in children if child.process}
    file.write_text(json.dumps({"pid": os.getpid(), "at": started_at(os.getpid()), "groups": groups}))


def clear(file: Path) -> None:
    """End the groups of a server that was killed; leave those of one that runs."""
    try:
        told = json.loads(file.read_text())
    except (OSError, ValueError):
        return
    if started_at(told["pid"]) == told["at"] and told["at"] is not None:
        return
    left = [int(pid) for pid, at in told["groups"].items() if at is not None and started_at(int(pid)) == at]
    for pid in left:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    until = time.monotonic() + GONE_SECONDS
    while time.monotonic() < until and any(started_at(pid) is not None for pid in left):
        time.sleep(0.05)
    file.unlink(missing_ok=True)


def started_at(pid: int) -> str | None:
    """When the process began, in the kernel's ticks: a number used again has another; None for the dead."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return None if after_name[0] == "Z" else after_name[19]
