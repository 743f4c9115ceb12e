"""A relay before the server that can be told to cut, to hang, to answer 500, or to be gone."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

BROKEN = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
HEAD_END = b"\r\n\r\n"


class Relay:
    """Bytes both ways. ``mode``: pass, gone, hang, broken, or cut after ``budget`` more bytes upward."""

    def __init__(self, target: str) -> None:
        place = urlsplit(target)
        self._target = (place.hostname or "127.0.0.1", place.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.mode, self.budget, self.carried = "pass", 0, 0

    @property
    def url(self) -> str:
        """Where it listens, by the name that the server's own address has."""
        return f"http://{self._target[0]}:{self._listener.getsockname()[1]}"

    def turn(self, mode: str, *, budget: int = 0) -> None:
        """Change the mode; lines that are open end, as when a server is killed."""
        self.mode, self.budget = mode, budget
        if mode != "cut":
            self._end_all()

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, _k: type[BaseException] | None, _w: object, _t: TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._end_all()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(line,), daemon=True).start()

    def _one(self, line: socket.socket) -> None:
        if self.mode == "gone":
            line.close()
            return
        if self.mode in {"hang", "broken"}:
            self._keep(line)
            if self.mode == "broken":
                self._break(line)
            return
        try:
            server = socket.create_connection(self._target)
        except OSError:
            line.close()
            return
        self._keep(line, server)
        threading.Thread(target=self._carry, args=(server, line, False), daemon=True).start()
        self._carry(line, server, True)

    def _break(self, line: socket.socket) -> None:
        """Read one request whole, then say 500."""
        with contextlib.suppress(OSError, ValueError):
            got = b""
            while HEAD_END not in got:
                got += line.recv(65536) or HEAD_END
            head, _, body = got.partition(HEAD_END)
            lengths = [
                row.split(b":")[1] for row in head.lower().split(b"\r\n") if row.startswith(b"content-length")
            ]
            left = int(lengths[0]) - len(body) if lengths else 0
            while left > 0:
                left -= len(line.recv(65536)) or left
            line.sendall(BROKEN)
        line.close()

    def _carry(self, source: socket.socket, target: socket.socket, upward: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if upward and self._spent(len(data)):
                    self._end_all()
                    return
                target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _spent(self, size: int) -> bool:
        """Count what goes up; true when the budget of a cut is used up, after which nothing gets through."""
        self.carried += size
        if self.mode != "cut":
            return False
        self.budget -= size
        if self.budget <= 0:
            self.mode = "gone"
        return self.budget <= 0

    def _keep(self, *lines: socket.socket) -> None:
        with self._lock:
            self._lines |= set(lines)

    def _end_all(self) -> None:
        with self._lock:
            ended, self._lines = self._lines, set()
        for one in ended:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
