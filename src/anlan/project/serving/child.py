"""One child process of ``serve``, in a session of its own so that Ctrl-C reaches only its parent."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from anlan.project.serving.lifeline import end_with_parent


@dataclass(slots=True)
class Child:
    """A named program that is started, watched, started again, ended."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    listens: bool = False
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the program; it is told to end should its parent die."""
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.environment),
            stdin=subprocess.PIPE if self.listens else subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_follow_parent,  # noqa: PLW1509 - no thread runs yet
        )

    def say(self, word: str) -> None:
        """Tell a listening child its one word; a child that is gone hears nothing."""
        if self.process and self.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(f"{word}\n".encode())
                self.process.stdin.close()

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll() if self.process else None

    def starts_within(self, seconds: float) -> int:
        """How often it was started lately."""
        since = time.monotonic() - seconds
        return sum(at > since for at in self.starts)

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to the whole group, if any of it is left."""
        if self.process is None:
            return
        try:
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            elif self.exit_code is None:
                self.process.send_signal(number)
        except ProcessLookupError:
            return


def end_all(children: Sequence[Child], *, patience_s: float) -> None:
    """End every child together: politely, and after ``patience_s`` with its whole group."""
    for child in children:
        child.tell(signal.SIGTERM)
    until = time.monotonic() + patience_s
    while time.monotonic() < until and any(c.process and c.exit_code is None for c in children):
        time.sleep(0.02)
    for child in children:
        child.tell(signal.SIGKILL)
        if child.process:
            child.process.wait()


def _follow_parent() -> None:
    end_with_parent(signal.SIGTERM)
