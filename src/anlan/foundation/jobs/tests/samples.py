"""Jobs for the tests of the queue; imported by the worker processes they start, too."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.db import connection

from anlan.core.kernel.errors import Unavailable
from anlan.foundation.jobs.registry import job

RETRIES = 2


@job("test.note", label="记一行")
def note(*, file: str, line: str) -> None:
    """Append a line to a file."""
    with Path(file).open("a", encoding="utf-8") as log:
        log.write(line + "\n")


@job("test.fail", label="总是失败", retries=RETRIES)
def fail(*, text: str = "no") -> None:
    """Raise."""
    raise ValueError(text)


@job("test.unavailable", retries=0)
def unavailable() -> None:
    """Raise an error of the house."""
    raise Unavailable("part.unavailable", part="mail")


@job("test.bad_sql", retries=0)
def bad_sql() -> None:
    """Break the database's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


@job("test.sleep", label="睡一会儿")
def sleep(*, file: str, seconds: float) -> None:
    """Say which process began, wait, say that it ended."""
    with Path(file).open("a", encoding="utf-8") as log:
        log.write(f"began {os.getpid()}\n")
    time.sleep(seconds)
    with Path(file).open("a", encoding="utf-8") as log:
        log.write(f"ended {os.getpid()}\n")


@job("test.parent")
def parent(*, file: str) -> None:
    """Queue another job."""
    note.enqueue(file=file, line="child")
