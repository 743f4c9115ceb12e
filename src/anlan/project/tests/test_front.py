"""The door of the server: WSGI told truly, long bodies in pieces, streams held, ended and bounded."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import pytest
from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]

from anlan.project.serving import front as serving_front
from anlan.project.serving import holding
from anlan.project.serving.carrying import PIECE, Answer, SlowBody, ask, environ_of
from anlan.project.serving.changes import Changes
from anlan.project.serving.front import Front
from anlan.project.serving.holding import BEAT, CHANGED_KEY, Held, hold, topics_of
from tests.support.aio import run_alone

SSE = ("Content-Type", "text/event-stream")


class Scope:
    """A request as the server tells it."""

    method, path, query_string, scheme, http_version = "GET", "/意见 a", "x=%E4&y=1", "http", "1.1"
    server, client, authority = "[::1]:8000", "192.0.2.7:4711", None

    def __init__(self, *headers: tuple[str, str], **more: Any) -> None:
        self.headers = dict(headers)
        for name, value in more.items():
            setattr(self, name, value)


class Protocol:
    """The other end: what was sent there, and when it goes."""

    def __init__(self, *body: bytes, open_for: int = 1000) -> None:
        self.body, self.sent, self.open_for = body, list[bytes](), open_for
        self.status, self.headers = 0, list[tuple[str, str]]()
        self.left = asyncio.Event()

    async def __call__(self) -> bytes:
        return b"".join(self.body)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.body:
            yield piece

    async def client_disconnect(self) -> None:
        await self.left.wait()

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.sent = status, headers, [body]

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.response_bytes(status, headers, b"")

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Protocol":
        self.status, self.headers = status, headers
        return self

    async def send_bytes(self, piece: bytes) -> None:
        if len(self.sent) >= self.open_for:
            raise ProtocolClosed
        self.sent.append(piece)


def pages(body: Iterable[bytes], *headers: tuple[str, str], status: str = "200 OK") -> Callable[..., Any]:
    def app(_environ: Any, start: Callable[..., Any]) -> Iterable[bytes]:
        start(status, list(headers))
        return body

    return app


async def opened(app: Callable[..., Any]) -> Front:
    one = Front(app)
    one.__rsgi_init__(asyncio.get_running_loop())
    one.listening.cancel()
    return one


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "PAUSE_S", 0.05)
    monkeypatch.setattr(holding, "BEAT_S", 0.2)
    monkeypatch.setattr(holding, "SHARE", 0)


def test_a_request_is_told_in_the_words_of_wsgi():
    headers = (("cookie", "a=1"), ("content-type", "text/plain"), ("x_forged", "1"), ("accept", "a"))
    told = run_alone(environ_of(Scope(*headers), Protocol()))  # type: ignore[arg-type]
    assert told["PATH_INFO"].encode("latin-1").decode() == "/意见 a"
    assert (told["SERVER_NAME"], told["SERVER_PORT"]) == ("[::1]", "8000")
    assert (told["REMOTE_ADDR"], told["HTTP_COOKIE"]) == ("192.0.2.7", "a=1")
    assert (told["CONTENT_TYPE"], told["HTTP_ACCEPT"]) == ("text/plain", "a")
    assert "HTTP_X_FORGED" not in told
    assert told["wsgi.input"].read() == b""


def test_the_host_of_http_2_is_its_authority():
    told = run_alone(environ_of(Scope(authority="anlan.example"), Protocol()))  # type: ignore[arg-type]
    assert told["HTTP_HOST"] == "anlan.example"


def test_a_short_body_is_read_before_a_thread_is_taken():
    scope = Scope(("content-length", "5"))
    told = run_alone(environ_of(scope, Protocol(b"he", b"llo")))  # type: ignore[arg-type]
    assert isinstance(told["wsgi.input"], io.BytesIO)
    assert told["wsgi.input"].read() == b"hello"


def test_a_long_body_is_read_piece_by_piece_from_the_thread():
    async def read() -> bytes:
        protocol = Protocol(b"one ", b"", b"two ", b"three")
        body = io.BufferedReader(SlowBody(protocol, asyncio.get_running_loop()))  # type: ignore[arg-type]
        return await asyncio.to_thread(body.read)

    assert run_alone(read()) == b"one two three"


def test_a_short_answer_is_whole_and_closed_and_a_long_one_comes_in_pieces():
    class Body(list[bytes]):
        closed = False

        def close(self) -> None:
            self.closed = True

    short, long = Body([b"a", b"", b"b"]), Body([b"x" * PIECE, b"y" * 10, b"z"])
    told = ask(pages(short), {})
    assert (told.first, told.rest, short.closed) == (b"ab", None, True)
    told = ask(pages(long), {})
    assert told.rest is not None
    assert (len(told.first), long.closed) == (PIECE, False)
    assert b"".join(told.rest) == b"y" * 10 + b"z"
    assert long.closed


def test_a_page_goes_out_without_the_words_for_the_server():
    async def serve() -> Protocol:
        one, protocol = await opened(pages([b"ok"], ("X-Hold-Topics", "tasks"), ("A", "b"))), Protocol()
        one.held = serving_front.MOST_HELD
        await one.__rsgi__(Scope(), protocol)  # type: ignore[arg-type]
        return protocol

    told = run_alone(serve())
    assert (told.status, told.sent, told.headers) == (200, [b"ok"], [("A", "b")])


def test_a_long_page_goes_out_in_pieces():
    async def serve() -> Protocol:
        one, protocol = await opened(pages([b"x" * PIECE, b"end"])), Protocol()
        await one.__rsgi__(Scope(), protocol)  # type: ignore[arg-type]
        return protocol

    assert run_alone(serve()).sent == [b"x" * PIECE, b"end"]


def test_what_breaks_is_a_plain_500(caplog: pytest.LogCaptureFixture):
    def broken(_environ: Any, _start: Any) -> Iterable[bytes]:
        raise ZeroDivisionError

    async def serve() -> Protocol:
        one, protocol = await opened(broken), Protocol()
        await one.__rsgi__(Scope(), protocol)  # type: ignore[arg-type]
        return protocol

    assert run_alone(serve()).status == 500
    assert "ZeroDivisionError" in caplog.text


def test_a_stream_is_held_counted_and_ended_when_the_server_stops():
    async def serve() -> tuple[Protocol, int, int]:
        app = pages([b"id: a.1\nevent: a\ndata: 1\n\n"], SSE, ("X-Hold-Topics", "tasks"))
        one, protocol = await opened(app), Protocol()
        held = asyncio.create_task(one.__rsgi__(Scope(), protocol))  # type: ignore[arg-type]
        await asyncio.sleep(0.1)
        during = one.held
        one._stop(asyncio.get_running_loop())
        await asyncio.wait_for(held, 1)
        return protocol, during, one.held

    told, during, after = run_alone(serve())
    assert told.sent[0].startswith(b"id: a.1")
    assert (during, after) == (1, 0)
    assert ("x-accel-buffering", "no") in told.headers
    assert all(name != "X-Hold-Topics" for name, _value in told.headers)


class Story:
    """Pages that answer in turn, and what they were asked."""

    def __init__(self, *answers: Answer) -> None:
        self.answers, self.asked = list(answers), list[dict[str, Any]]()

    async def again(self, environ: dict[str, Any]) -> Answer:
        self.asked.append(environ)
        return self.answers.pop(0)


def said(text: str, *, topics: str | None = "tasks") -> Answer:
    return Answer(200, [SSE] if topics is None else [SSE, ("X-Hold-Topics", topics)], text.encode())


FIRST = said("id: a.1\nevent: a\ndata: 1\n\n")
NEWS = said("id: a.2\nevent: a\ndata: 2\n\n")
SAME, GONE = said(": unchanged\n\n"), Answer(302, [("Location", "/sign-in/")], b"")


async def held_with(
    story: Story, protocol: Protocol, *, then: Callable[[Changes], None] = lambda _changes: None
) -> float:
    loop, changes = asyncio.get_running_loop(), Changes()
    held = Held({"A": "b"}, topics_of(FIRST) or frozenset(), asked_at=loop.time())
    loop.call_later(0.02, then, changes)
    began = loop.time()
    await asyncio.wait_for(
        hold(
            protocol,  # type: ignore[arg-type]
            answer=FIRST,
            held=held,
            changes=changes,
            again=story.again,
            stopping=loop.create_future(),
        ),
        3,
    )
    return loop.time() - began


def test_a_change_of_a_named_topic_is_told_soon_and_with_what_was_seen():
    story, protocol = Story(NEWS, GONE), Protocol()

    async def run() -> float:
        return await held_with(story, protocol, then=lambda changes: changes.note("tasks"))

    run_alone(run())
    assert protocol.sent[1] == NEWS.first
    assert [one["HTTP_LAST_EVENT_ID"] for one in story.asked] == ["a.1", "a.2"]
    assert story.asked[0][CHANGED_KEY] > 0


def test_other_topics_wake_nobody_and_a_beat_says_that_the_stream_lives():
    story, protocol = Story(SAME, GONE), Protocol()

    async def run() -> float:
        return await held_with(story, protocol, then=lambda changes: changes.note("people"))

    assert run_alone(run()) >= 0.35
    assert protocol.sent[1] == BEAT


def test_a_burst_of_changes_is_one_question():
    story, protocol = Story(NEWS, GONE), Protocol()

    def burst(changes: Changes) -> None:
        for _number in range(50):
            changes.note("tasks")

    run_alone(held_with(story, protocol, then=burst))
    assert len(story.asked) == 2


def test_the_end_of_a_session_ends_the_stream():
    story, protocol = Story(GONE), Protocol()
    run_alone(held_with(story, protocol, then=Changes.note_all))
    assert len(protocol.sent) == 1


def test_a_browser_that_left_is_noticed():
    async def run() -> float:
        protocol = Protocol()
        asyncio.get_running_loop().call_later(0.05, protocol.left.set)
        return await held_with(Story(), protocol)

    assert run_alone(run()) < 0.15


def test_a_connection_that_breaks_while_something_is_told_ends_quietly():
    story = Story(NEWS, NEWS)
    run_alone(held_with(story, Protocol(open_for=1), then=Changes.note_all))
    assert len(story.asked) == 1


def test_too_many_topics_count_as_a_change_of_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("anlan.project.serving.changes.MOST_TOPICS", 2)
    changes = Changes()
    before = changes.last(["quiet"])
    for topic in ("a", "b", "c"):
        changes.note(topic)
    assert changes.last(["quiet"]) > before
