"""Watches over the children of ``serve`` until it is told to stop or the pages cannot go on."""

import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from anlan.project.commands.refusal import Refusal
from anlan.project.postgres import revive
from anlan.project.serving.child import Child

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
LOOK_SECONDS = 0.5
START_SECONDS = 90.0
LONGEST_PAUSE_SECONDS = 30.0
SERVER_ERROR = 500


class Watch:
    """Holds the wish to stop; a second wish changes nothing. Under ``nohup`` a closed terminal is no wish."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        for number in STOP_SIGNALS:
            signal.signal(number, self._stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._stop)

    def finish(self, child: Child) -> int | None:
        """Wait for a child that ends by itself; None when told to stop meanwhile."""
        child.start()
        while child.exit_code is None:
            if self.stopping.wait(0.02):
                return None
        return child.exit_code

    def until_answering(self, pages: Child, *, answer: Callable[[], int | None]) -> bool:
        """Wait until the pages answer; False when told to stop meanwhile."""
        until = time.monotonic() + START_SECONDS
        while (status := answer()) is None:
            if self.stopping.wait(0.05):
                return False
            if pages.exit_code is not None or time.monotonic() > until:
                raise Refusal("The pages did not start; the lines above say why.")
        if status >= SERVER_ERROR:
            print("anlan: the sign-in page answers with an error; the lines above say why.", file=sys.stderr)
        return not self.stopping.is_set()

    def over(self, pages: Child, *, jobs: Child) -> int:
        """Look after both until told to stop; a lost job worker or database is started again."""
        while not self.stopping.wait(LOOK_SECONDS):
            if pages.exit_code is not None:
                print("anlan: the pages ended by themselves.", file=sys.stderr, flush=True)
                return 1
            if jobs.exit_code is not None and _pause_is_over(jobs):
                jobs.start()
            revive()
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()


def _pause_is_over(child: Child) -> bool:
    """Longer pauses the more often a child fell over lately."""
    pause_s = min(LONGEST_PAUSE_SECONDS, 2.0 ** child.starts_within(120))
    return time.monotonic() - child.starts[-1] > pause_s
