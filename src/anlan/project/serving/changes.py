"""What changed in the house, as the database tells one process; many wait on one connection."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, Final

import psycopg

from anlan.foundation.bus.changes import CHANGES_CHANNEL

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 15.0
MOST_TOPICS: Final = 5_000
log = logging.getLogger("anlan.live")


class Changes:
    """When each topic was last named; those who wait are woken by every word that comes."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._all = monotonic()
        self._waiting: set[asyncio.Future[None]] = set()

    def last(self, topics: Collection[str]) -> float:
        """When one of the topics changed last, by the clock of this process."""
        return max(self._all, *(self._at.get(topic, 0.0) for topic in topics), 0.0)

    def note(self, topic: str) -> None:
        """Somebody's commit changed it."""
        if len(self._at) >= MOST_TOPICS:
            self.note_all()
        self._at[topic] = monotonic()
        self._wake()

    def note_all(self) -> None:
        """Anything may have changed: words were missed."""
        self._at.clear()
        self._all = monotonic()
        self._wake()

    async def wait(self, other: asyncio.Future[Any], *, timeout_s: float) -> None:
        """Until a word comes, the other is done, or the time is over."""
        word = asyncio.get_running_loop().create_future()
        self._waiting.add(word)
        try:
            await asyncio.wait({word, other}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._waiting.discard(word)

    async def listen(self, database: Mapping[str, Any]) -> None:
        """Hear the database for good; a lost connection is made again, and counts as a change of all."""
        pause_s = FIRST_PAUSE_S
        while True:
            with suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(
                    **_connection(database), autocommit=True
                ) as line:
                    await line.execute(f"LISTEN {CHANGES_CHANNEL}")
                    self.note_all()
                    pause_s = FIRST_PAUSE_S
                    async for word in line.notifies():
                        self.note(word.payload)
            log.info("the database is not heard; asking again in %.0f s", pause_s)
            await asyncio.sleep(pause_s)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 2)

    def _wake(self) -> None:
        for word in self._waiting:
            if not word.done():
                word.set_result(None)


def _connection(database: Mapping[str, Any]) -> dict[str, Any]:
    """Django's words for a database in those of the driver."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {ours: database[theirs] for theirs, ours in names.items() if database.get(theirs)}
    return {**database.get("OPTIONS", {}), **given, "application_name": "anlan live"}
