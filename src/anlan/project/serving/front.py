"""What the server calls for each request: pages in a few threads, held streams on the loop beside them."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import Any, Final

from django.conf import settings
from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope  # type: ignore[attr-defined]

from anlan.project.serving.carrying import Answer, Application, Environ, ask, environ_of
from anlan.project.serving.changes import Changes
from anlan.project.serving.holding import HOLD, Held, hold, topics_of
from anlan.project.wsgi import application

THREADS: Final = 2
MOST_HELD: Final = 150
"""Streams one worker holds; whoever comes later is answered at once and asks again by the clock."""
FAULT: Final = 500
log = logging.getLogger("anlan.server")


class Front:
    """The door of one worker."""

    def __init__(self, pages: Application, *, stop_fd: int | None = None) -> None:
        self.pages, self.stop_fd, self.held = pages, stop_fd, 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take up work in a worker that has just begun; its loop does not run yet."""
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        self.asking = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.changes = Changes()
        self.stopping: asyncio.Future[Any] = loop.create_future()
        self.listening = loop.create_task(self.changes.listen(settings.DATABASES["default"]))
        if self.stop_fd is not None:
            loop.add_reader(self.stop_fd, self._stop, loop)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        try:
            await self._serve(scope, protocol)
        except ProtocolClosed:
            return
        except Exception:
            log.exception("%s %s", scope.method, scope.path)
            protocol.response_empty(FAULT, [])

    async def _serve(self, scope: Scope, protocol: HTTPProtocol) -> None:
        environ = await environ_of(scope, protocol)
        begun = monotonic()
        answer = await self._ask(self.threads, environ)
        topics = topics_of(answer)
        if topics is None or self.held >= MOST_HELD or self.stopping.done():
            await self._send(protocol, answer)
            return
        self.held += 1
        try:
            await hold(
                protocol,
                answer=answer,
                held=Held(environ, topics, asked_at=begun),
                changes=self.changes,
                again=partial(self._ask, self.asking),
                stopping=self.stopping,
            )
        finally:
            self.held -= 1

    async def _ask(self, threads: ThreadPoolExecutor, environ: Environ) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(threads, ask, self.pages, environ)

    async def _send(self, protocol: HTTPProtocol, answer: Answer) -> None:
        headers = [(name, value) for name, value in answer.headers if name.lower() != HOLD]
        if answer.rest is None:
            protocol.response_bytes(answer.status, headers, answer.first)
            return
        stream = protocol.response_stream(answer.status, headers)
        loop = asyncio.get_running_loop()
        piece: bytes | None = answer.first
        try:
            while piece:
                await stream.send_bytes(piece)
                piece = await loop.run_in_executor(self.threads, next, answer.rest, None)
        finally:
            await loop.run_in_executor(self.threads, getattr(answer.rest, "close", bool))

    def _stop(self, loop: asyncio.AbstractEventLoop) -> None:
        """The parent has closed its end: streams end now, so that the server can."""
        if self.stop_fd is not None:
            loop.remove_reader(self.stop_fd)
        if not self.stopping.done():
            self.stopping.set_result(None)


front = Front(application)
