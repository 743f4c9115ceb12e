"""Coroutines run from a plain test."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def run_alone(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Run a coroutine to its end in a thread of its own: a browser's session holds the loop of this one."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, work).result()
