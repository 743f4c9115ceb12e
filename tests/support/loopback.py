"""Real servers on this machine that answer as told: well, too often, broken, never, or by hanging up.

``Loopback("200", "429", "hang")`` answers the first request with 200, the second with 429 and so on; the last
word repeats. ``MailServer`` speaks as much SMTP as a client needs.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

END = b"\r\n\r\n"
BODIES = {
    "well": {"errcode": 0, "errmsg": "ok"},
    "robot_too_often": {"errcode": 45009, "errmsg": "api freq out of limit"},
}
PLAIN = {
    "200": ("200 OK", ""),
    "404": ("404 Not Found", ""),
    "429": ("429 Too Many Requests", "Retry-After: 30\r\n"),
    "500": ("500 Internal Server Error", ""),
    "302": ("302 Found", "Location: http://127.0.0.1:9/\r\n"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        """The body as JSON."""
        found: dict[str, object] = json.loads(self.body)
        return found


@dataclass
class Loopback:
    """An HTTP server with a plan of answers."""

    plan: tuple[str, ...]
    asked: list[Asked] = field(default_factory=list)

    def __init__(self, *plan: str) -> None:
        self.plan, self.asked = plan, []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/hook"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _what: object, _where: TracebackType | None
    ) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        number = 0
        while not self._over.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            word = self.plan[min(number, len(self.plan) - 1)]
            number += 1
            threading.Thread(target=self._serve_one, args=(line, word), daemon=True).start()

    def _serve_one(self, line: socket.socket, word: str) -> None:
        with line, contextlib.suppress(OSError):
            self._answer(line, word)

    def _answer(self, line: socket.socket, word: str) -> None:
        if word == "cut":
            line.recv(10)
            return
        self.asked.append(_read(line))
        if word == "hang":
            self._over.wait(10)
            return
        if word == "drip":
            line.sendall(b"HTTP/1.1 200 OK\r\n")
            while not self._over.wait(0.1):
                line.sendall(b"X-A: b\r\n")
            return
        status, more = PLAIN.get(word, PLAIN["200"])
        body = json.dumps(BODIES.get(word, {})).encode()
        head = f"HTTP/1.1 {status}\r\n{more}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        line.sendall(head.encode() + body)


def _read(line: socket.socket) -> Asked:
    raw = b""
    while END not in raw:
        part = line.recv(65536)
        if not part:
            break
        raw += part
    head, _, body = raw.partition(END)
    first, *rows = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rows)}
    while len(body) < int(headers.get("content-length", 0)):
        body += line.recv(65536)
    return Asked(first.split(" ")[1], headers, body)


class MailServer(Loopback):
    """An SMTP server; words of its plan: ``well``, ``refuse`` (550), ``later`` (451), ``hang``, ``cut``."""

    @property
    def address(self) -> str:
        """``host:port``."""
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def _answer(self, line: socket.socket, word: str) -> None:
        if word == "hang":
            self._over.wait(10)
            return
        if word == "cut":
            return
        line.sendall(b"220 loopback\r\n")
        reader = line.makefile("rb")
        while said := reader.readline():
            verb = said[:4].upper()
            if verb == b"DATA":
                line.sendall(b"354 go on\r\n")
                self.asked.append(Asked("", {}, _mail(reader)))
                line.sendall(b"250 kept\r\n")
            elif verb == b"RCPT" and word in {"refuse", "later"}:
                line.sendall(b"550 no such user\r\n" if word == "refuse" else b"451 try later\r\n")
            elif verb == b"QUIT":
                line.sendall(b"221 bye\r\n")
                return
            else:
                line.sendall(b"250 fine\r\n")


def _mail(reader: object) -> bytes:
    found = b""
    while (row := reader.readline()) not in {b".\r\n", b""}:  # type: ignore[attr-defined]
        found += row
    return found
