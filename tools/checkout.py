"""The places of a checkout, and the environment its processes run in."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PROGRAM = VENV / "bin" / "anlan"
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
LOG = ROOT / ".anlan" / "setup.log"
TEST_HOME = ROOT / ".anlan" / "test"


def own_processes(**changes: str) -> dict[str, str]:
    """The caller's environment without what would bend our own Python; compiled modules are kept."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return kept | {"PYTHONUNBUFFERED": "1"} | changes


UNWANTED = frozenset(
    {
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONSTARTUP",
        "VIRTUAL_ENV",
        "DJANGO_SETTINGS_MODULE",
    }
)


@contextmanager
def only_one() -> Iterator[None]:
    """One set-up at a time; a second waits for the first."""
    LOG.parent.mkdir(exist_ok=True)
    with (LOG.parent / "setup.turn").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
