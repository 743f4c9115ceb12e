"""One request of the server in the words of WSGI, and the answer of the pages to it."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

READ_FIRST: Final = 1024 * 1024
"""A body up to this size is read before a thread takes the request, so that a slow sender holds none."""
PIECE: Final = 256 * 1024
SAME: Final[Mapping[str, Any]] = {
    "GATEWAY_INTERFACE": "CGI/1.1",
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "anlan",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multiprocess": True,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
}
UNPREFIXED: Final = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})


@dataclass(slots=True)
class Answer:
    """Status, headers and the first piece of a body; ``rest`` gives further pieces where it is long."""

    status: int
    headers: list[tuple[str, str]]
    first: bytes
    rest: Iterator[bytes] | None = None

    def header(self, name: str) -> str | None:
        """The value of a header, if it has one."""
        return next((value for known, value in self.headers if known.lower() == name), None)


class SlowBody(io.RawIOBase):
    """A long body, fetched from the loop piece by piece while a thread reads it."""

    def __init__(self, protocol: HTTPProtocol, loop: asyncio.AbstractEventLoop) -> None:
        self._pieces, self._loop, self._left = protocol.__aiter__(), loop, b""

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, room: Any) -> int:
        """Fill the room with what has come; nothing at the end."""
        if not self._left:
            self._left = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
        taken, self._left = self._left[: len(room)], self._left[len(room) :]
        room[: len(taken)] = taken
        return len(taken)

    async def _next(self) -> bytes:
        async for piece in self._pieces:
            if piece:
                return bytes(piece)
        return b""


async def environ_of(scope: Scope, protocol: HTTPProtocol) -> Environ:
    """The request as WSGI tells it, its body ready or within reach."""
    host, _, port = scope.server.rpartition(":")
    told: Environ = {
        **SAME,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.url_scheme": scope.scheme,
    }
    for name, value in scope.headers.items():
        _take_header(told, name, value)
    if scope.authority and "HTTP_HOST" not in told:
        told["HTTP_HOST"] = scope.authority
    told["wsgi.input"] = await _body(told, protocol)
    return told


def ask(application: Application, environ: Environ) -> Answer:
    """Have the pages answer, in the thread that calls; a short body is whole when it returns."""
    head: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[..., Any]:
        head[:] = [int(status.split(" ", 1)[0]), headers]
        return head.append

    body = application(environ, start)
    pieces = iter(body)
    first = _piece(pieces)
    answer = Answer(head[0], head[1], first)
    if len(first) < PIECE:
        _close(body)
    else:
        answer.rest = _rest(body, pieces)
    return answer


def _take_header(told: Environ, name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if "_" in name:
        return
    known = key if key in UNPREFIXED else f"HTTP_{key}"
    joint = "; " if key == "COOKIE" else ","
    told[known] = f"{told[known]}{joint}{value}" if known in told else value


async def _body(told: Environ, protocol: HTTPProtocol) -> io.IOBase:
    length = told.get("CONTENT_LENGTH", "")
    if not length and "HTTP_TRANSFER_ENCODING" not in told:
        return io.BytesIO()
    if length.isdigit() and int(length) <= READ_FIRST:
        return io.BytesIO(await protocol())
    return io.BufferedReader(SlowBody(protocol, asyncio.get_running_loop()), PIECE)


def _rest(body: Iterable[bytes], pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        while piece := _piece(pieces):
            yield piece
    finally:
        _close(body)


def _piece(pieces: Iterator[bytes]) -> bytes:
    """What follows, gathered to a good size; empty at the end."""
    first = next(pieces, b"")
    if len(first) >= PIECE:
        return first
    gathered, size = [first], len(first)
    for one in pieces:
        gathered.append(one)
        size += len(one)
        if size >= PIECE:
            break
    return b"".join(gathered)


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close is not None:
        close()
