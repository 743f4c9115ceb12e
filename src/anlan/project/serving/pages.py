"""The pages: the house is read in once and shared by the workers that are forked from it.

Reading in goes on while the database is being prepared; the word to open comes on standard input.
"""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from anlan.core.kernel.loading import load_dictionaries
from anlan.project.serving import front
from anlan.project.serving.lifeline import end_with_parent
from anlan.project.serving.preparation import OPEN, OPEN_DEMO

TARGET = f"{front.__name__}:front"
WORKERS, KILL_SECONDS = 2, 5


class Server(Granian):  # type: ignore[misc,valid-type]
    """Tells its workers by closing a pipe that it is stopping, so that held streams end at once."""

    def __init__(self, target: str, **given: Any) -> None:
        super().__init__(target, **given)
        front.front.stop_fd, self.told_fd = os.pipe()
        os.register_at_fork(after_in_child=partial(os.close, self.told_fd))

    def shutdown(self, exit_code: int = 0) -> None:
        """End the streams, then everything."""
        os.close(self.told_fd)
        super().shutdown(exit_code)


def main(argv: Sequence[str]) -> int:
    """Wait for the word, then serve until SIGTERM; no word means that nobody waits for us any more."""
    given = _parser().parse_args(argv)
    _read_in()
    word = sys.stdin.readline().strip()
    if word not in {OPEN, OPEN_DEMO}:
        return 0
    if "ANLAN_DEMO" not in os.environ:
        settings.DEMO = word == OPEN_DEMO
    os.register_at_fork(after_in_child=partial(end_with_parent, signal.SIGKILL))
    gc.freeze()
    _serve(given)
    return 0


def _read_in() -> None:
    """Load every room's pages and words now, not at the first request, and once for all workers."""
    load_dictionaries()
    get_resolver().url_patterns  # noqa: B018 - asking loads them


def _serve(given: argparse.Namespace) -> None:
    Server(
        TARGET,
        address=given.host,
        port=given.port,
        interface=Interfaces.RSGI,
        workers=WORKERS,
        workers_kill_timeout=KILL_SECONDS,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
        ssl_cert=given.cert,
        ssl_key=given.key,
    ).serve()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--cert", type=Path)
    parser.add_argument("--key", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
