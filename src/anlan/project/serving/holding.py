"""A held stream: the pages are asked again when what they named has changed, and the answer is passed on.

The pages decide everything anew each time: who asks, whether the session still lasts, what may be told.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from granian.rsgi import HTTPProtocol, ProtocolClosed  # type: ignore[attr-defined]

from anlan.project.serving.carrying import Answer, Environ
from anlan.project.serving.changes import Changes

HOLD: Final = "x-hold-topics"
CHANGED_KEY: Final = "anlan.changed_at"
BEAT_S: Final = 15.0
PAUSE_S: Final = 2.0
SHARE: Final = 20
"""A stream whose answer takes long is asked less often: at most a twentieth of the time."""
BEAT: Final = b"event: beat\ndata:\n\n"
AGAIN: Final = b"retry: 3000\n\n"
_ID: Final = re.compile(rb"^id: ?(.+)$", re.MULTILINE)


@dataclass(slots=True)
class Held:
    """One browser that listens: what it was told last, and how long its answers take."""

    environ: Environ
    topics: frozenset[str]
    asked_at: float
    took_s: float = 0.0
    seen: str = field(default="")

    def take(self, told: bytes) -> bool:
        """Remember the last id of what is told; whether there is an event in it."""
        found = _ID.findall(told)
        if found:
            self.seen = found[-1].decode()
        return bool(found)


def topics_of(answer: Answer) -> frozenset[str] | None:
    """What the answer wants to be held for; None for one that is whole."""
    named = answer.header(HOLD)
    return None if named is None else frozenset(named.split())


async def hold(
    protocol: HTTPProtocol,
    *,
    answer: Answer,
    held: Held,
    changes: Changes,
    again: Callable[[Environ], Awaitable[Answer]],
    stopping: asyncio.Future[Any],
) -> None:
    """Keep the stream until the browser goes, the server stops, or the pages have no more to say."""
    kept = [(name, value) for name, value in answer.headers if name.lower() not in {HOLD, "content-length"}]
    stream = protocol.response_stream(answer.status, [*kept, ("x-accel-buffering", "no")])
    gone = asyncio.ensure_future(protocol.client_disconnect())
    over = asyncio.ensure_future(asyncio.wait({gone, stopping}, return_when=asyncio.FIRST_COMPLETED))
    try:
        await stream.send_bytes(answer.first + AGAIN)
        held.take(answer.first)
        while not over.done():
            told = await _next(held, changes=changes, again=again, over=over)
            if told is None:
                return
            await stream.send_bytes(told)
    except ProtocolClosed:
        return
    finally:
        gone.cancel()
        over.cancel()


async def _next(
    held: Held,
    *,
    changes: Changes,
    again: Callable[[Environ], Awaitable[Answer]],
    over: asyncio.Future[Any],
) -> bytes | None:
    """The next words of a stream: an event, or a beat where nothing is new; None at its end."""
    beat_at = held.asked_at + BEAT_S
    while not over.done() and monotonic() < beat_at and changes.last(held.topics) <= held.asked_at:
        await changes.wait(over, timeout_s=beat_at - monotonic())
    calm_s = held.asked_at + max(PAUSE_S, SHARE * held.took_s) - monotonic()
    if calm_s > 0:
        await asyncio.wait({over}, timeout=calm_s)
    if over.done():
        return None
    held.asked_at = monotonic()
    answer = await again(
        held.environ
        | {
            "HTTP_LAST_EVENT_ID": held.seen,
            CHANGED_KEY: changes.last(held.topics),
            "wsgi.input": io.BytesIO(),
        }
    )
    held.took_s = monotonic() - held.asked_at
    topics = topics_of(answer)
    if topics is None:
        return None
    held.topics = topics
    return answer.first if held.take(answer.first) else BEAT
