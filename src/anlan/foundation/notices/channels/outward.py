"""One POST to an address that the site has configured: no redirects, a hard end, little read."""

from __future__ import annotations

import http.client
import ipaddress
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit

from anlan.core.kernel import clock
from anlan.foundation.notices.rules.outcomes import DELIVERED, LATER, REFUSED, SLOW_DOWN, Outcome

MOST_READ = 64 * 1024
LONGEST_WAIT = 3600.0
SLOW, TOO_OFTEN = 408, 429
HOPELESS = frozenset({400, 404, 405, 410, 413, 414, 415, 422})


class Shuttable(Protocol):
    """What a deadline can cut off."""

    def shutdown(self, how: int, /) -> None: ...


class Forbidden(Exception):
    """The address leads where the house never sends."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said."""

    status: int
    body: bytes
    retry_after: float = 0.0


@contextmanager
def deadline(socket: Shuttable | None, seconds: float) -> Iterator[None]:
    """Cut the connection when the time is up, however slowly the other side drips. Raises TimeoutError then:
    what was read up to the cut would look like a whole answer."""
    passed = threading.Event()
    timer = threading.Timer(seconds, _cut, (socket, passed))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if passed.is_set():
            raise TimeoutError("deadline")


def post(url: str, body: bytes, *, headers: Mapping[str, str], timeout: float) -> Answer:
    """Send and read the answer. Raises OSError or http.client.HTTPException when none comes, Forbidden for
    an address that is never sent to."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Forbidden("scheme")
    line = _line(parts.scheme, parts.hostname, parts.port, timeout=timeout)
    try:
        line.connect()
        refuse_peer(line.sock.getpeername()[0], plain=parts.scheme == "http")
        with deadline(line.sock, timeout):
            target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            line.request("POST", target, body=body, headers=dict(headers))
            answer = line.getresponse()
            return Answer(
                answer.status, answer.read(MOST_READ), _retry_after(answer.getheader("Retry-After"))
            )
    finally:
        line.close()


def refuse_peer(address: str, *, plain: bool) -> None:
    """Raise Forbidden for link-local, multicast and reserved addresses (a cloud's metadata service is one),
    and for words in the clear outside one's own network."""
    peer = ipaddress.ip_address(address.partition("%")[0])
    peer = getattr(peer, "ipv4_mapped", None) or peer
    if (
        peer.is_link_local
        or peer.is_multicast
        or peer.is_unspecified
        or (peer.is_reserved and not peer.is_loopback)
    ):
        raise Forbidden("address")
    if plain and not (peer.is_private or peer.is_loopback):
        raise Forbidden("in_the_clear")


def judged(answer: Answer) -> Outcome:
    """A status as an outcome: what can pass is tried again, what cannot is given up."""
    code, detail = f"http.{answer.status}", answer.body[:200].decode("utf-8", "replace")
    if answer.status // 100 == 2:
        return Outcome(DELIVERED, code)
    if answer.status == TOO_OFTEN:
        wait = answer.retry_after or 60.0
        return Outcome(SLOW_DOWN, code, detail, wait_seconds=wait, whole_channel=True)
    if answer.status // 100 == 3 or answer.status in HOPELESS:
        return Outcome(REFUSED, code, detail)
    return Outcome(LATER, code, detail, wait_seconds=answer.retry_after, whole_channel=True)


def unreachable(trouble: Exception) -> Outcome:
    """No answer came."""
    if isinstance(trouble, Forbidden):
        return Outcome(REFUSED, f"outward.forbidden_{trouble}")
    code = "outward.timeout" if isinstance(trouble, TimeoutError) else f"outward.{type(trouble).__name__}"
    return Outcome(LATER, code, str(trouble)[:200], whole_channel=True)


TROUBLES = (OSError, http.client.HTTPException, Forbidden)


def _line(scheme: str, host: str, port: int | None, *, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=timeout)


def _cut(socket: Shuttable | None, passed: threading.Event) -> None:
    passed.set()
    if socket is not None:
        try:
            socket.shutdown(2)
        except OSError:
            return


def _retry_after(said: str | None) -> float:
    """Seconds, or until an instant; nothing and nonsense are 0."""
    if not said:
        return 0.0
    if said.strip().isdecimal():
        return min(float(said), LONGEST_WAIT)
    try:
        until: datetime = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - clock.now()).total_seconds(), 0.0), LONGEST_WAIT)
