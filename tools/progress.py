"""Steps told as they happen: a name, a sign of life, the seconds they took."""

import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from checkout import LOG, ROOT, own_processes

PULSE_SECONDS = 2.0
TAIL_LINES = 25
BEGAN = time.monotonic()


class Failed(Exception):
    """A step that could not be done; the message is for a person."""


def say(text: str, *, error: bool = False) -> None:
    """One line, at once."""
    print(text, file=sys.stderr if error else sys.stdout, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Tell the name, a dot every two seconds, then the seconds."""
    began = time.monotonic()
    done = threading.Event()
    print(f"  {name} ", end="", flush=True)
    pulse = threading.Thread(target=_pulse, args=(done,), daemon=True)
    pulse.start()
    try:
        yield
    except BaseException:
        _end(done, pulse, f" failed after {time.monotonic() - began:.1f} s")
        raise
    _end(done, pulse, f" {time.monotonic() - began:.1f} s")


def call(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    required: bool = True,
) -> subprocess.CompletedProcess[str]:
    """Run a program quietly; what it said goes to the log, and to the screen when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=dict(env) if env is not None else own_processes(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        done = subprocess.CompletedProcess(words, 127, f"{words[0]}: {error.strerror}")
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {shlex.join(words)}\n{done.stdout}[{done.returncode}]\n")
    if required and done.returncode != 0:
        tail = "\n".join(done.stdout.strip().splitlines()[-TAIL_LINES:])
        raise Failed(
            f"{tail}\n\nThis failed: {shlex.join(words)}\nAll of it stands in {LOG.relative_to(ROOT)}."
        )
    return done


def finished() -> None:
    """Say how long the whole took."""
    say(f"Set up in {time.monotonic() - BEGAN:.1f} s.")


def _pulse(done: threading.Event) -> None:
    while not done.wait(PULSE_SECONDS):
        print(".", end="", flush=True)


def _end(done: threading.Event, pulse: threading.Thread, text: str) -> None:
    done.set()
    pulse.join()
    print(text, flush=True)
