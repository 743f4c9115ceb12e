"""The server starts, tells its address last, survives what is killed, and ends within ten seconds."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from anlan.project.postgres import Places, running
from anlan.project.postgres.cluster import server_pid
from anlan.project.serving import leftovers
from anlan.project.serving.port import answer
from anlan.project.tests.conftest import Pair, Run

pytestmark = pytest.mark.slow

READY = "Anlan is ready: "


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(pid: int) -> list[int]:
    """The processes that one started, and those that they started."""
    with contextlib.suppress(OSError):
        first = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return first + [below for child in first for below in children_of(child)]
    return []


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if leftovers.started_at(pid) is not None]


@dataclass
class Server:
    """A served state folder."""

    process: subprocess.Popen[str]
    port: int
    said: Path

    @property
    def children(self) -> list[int]:
        return children_of(self.process.pid)

    def status(self, *, scheme: str = "http") -> int:
        return answer("127.0.0.1", port=self.port, tls=scheme == "https") or 0

    def ready(self) -> "Server":
        until = time.monotonic() + 60
        while READY not in self.said.read_text():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < until, self.said.read_text()
            time.sleep(0.05)
        return self

    def end(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Send a signal; return how long the end took."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=20)
        return time.monotonic() - began


Serve = Callable[..., Server]


@pytest.fixture
def serve(migrated: Path) -> Iterator[Serve]:
    """Starts servers on free ports; none outlives the test."""
    started: list[Server] = []

    def start(*words: object, port: int | None = None) -> Server:
        chosen = port or free_port()
        said = migrated / f".said-{len(started)}"
        command = [
            sys.executable,
            "-m",
            "anlan.project.cli",
            "serve",
            "--port",
            str(chosen),
            *map(str, words),
        ]
        with said.open("w") as output:
            process = subprocess.Popen(
                command,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
                env=os.environ,
            )
        started.append(Server(process, chosen, said))
        return started[-1]

    yield start
    for server in started:
        left = server.children
        server.process.kill()
        server.process.wait()
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    database = server_pid(Places(migrated).data)
    if database is not None:
        os.kill(database, signal.SIGQUIT)


def test_a_server_tells_its_address_last_answers_and_ends_with_all_its_processes(serve: Serve, home: Path):
    server = serve().ready()
    assert server.said.read_text().splitlines()[-1] == f"{READY}http://127.0.0.1:{server.port}/"
    assert server.status() == 200
    processes = server.children
    assert server.end() < 10
    assert server.process.returncode == 0
    assert alive(processes) == []
    assert not running(home)
    assert list(home.glob("serve-*")) == []


def test_a_second_interrupt_changes_nothing(serve: Serve, home: Path):
    server = serve().ready()
    server.process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    assert server.end(signal.SIGINT) < 10
    assert server.process.returncode == 0
    assert not running(home)


@pytest.fixture
def hung_up_by_default() -> Iterator[None]:
    """A runner under nohup hands its deaf ear down to every process it starts; here the ear is open."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("hung_up_by_default")
def test_a_closed_terminal_ends_a_server(serve: Serve, home: Path):
    server = serve()
    while not running(home):
        time.sleep(0.02)
    assert server.end(signal.SIGHUP) < 10
    assert not running(home)


def test_a_server_told_to_stop_while_it_starts_stops(serve: Serve, home: Path):
    server = serve()
    while not running(home):
        time.sleep(0.02)
    assert server.end() < 10
    assert server.process.returncode == 0
    assert not running(home)


def test_after_a_killed_server_the_next_one_starts_on_the_same_port(serve: Serve):
    first = serve().ready()
    left = first.children
    first.process.kill()
    first.process.wait()
    second = serve(port=first.port).ready()
    assert second.status() == 200
    assert alive(left) == []
    assert second.end() < 10


def test_killed_pages_job_workers_and_databases_come_back(serve: Serve, home: Path):
    server = serve().ready()
    database = server_pid(Places(home).data)
    assert database is not None
    for pid in (children_of(server.children[0])[-1], database):
        os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while not (running(home) and server.status() == 200) and time.monotonic() < until:
        time.sleep(0.2)
    assert [server.status() for _ in range(4)] == [200] * 4
    assert server.end() < 10


def test_a_command_joins_a_running_server_and_leaves_it_running(serve: Serve, anlan: Run):
    server = serve().ready()
    assert anlan("ledger", "verify").returncode == 0
    assert server.status() == 200
    refused = anlan("reset", "--yes")
    assert refused.returncode == 1
    assert "in use" in refused.stderr
    assert server.status() == 200


def test_a_taken_port_is_told_in_words(anlan: Run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = anlan("serve", "--port", port)
    assert refused.returncode == 1
    assert f"Port {port} is taken" in refused.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--port", "70000"), "70000 is not a port"),
        (("--cert", "c.pem"), "go together"),
        (("--cert", "none.pem", "--key", "none.pem"), "No such file"),
        (("--port", "http"), "invalid int value"),
    ],
)
def test_unusable_words_end_with_two(anlan: Run, words: tuple[str, ...], told: str):
    refused = anlan("serve", *words)
    assert refused.returncode == 2
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr


def test_with_a_certificate_the_pages_are_encrypted(serve: Serve, certificate: Pair):
    server = serve("--cert", certificate[0], "--key", certificate[1]).ready()
    assert server.said.read_text().splitlines()[-1].startswith(f"{READY}https://")
    assert server.status(scheme="https") == 200


def test_a_note_of_a_server_that_runs_is_left_alone(home: Path):
    note = home / "serve-1.json"
    leftovers.note(note, children=[])
    leftovers.clear(note)
    assert note.exists()


def test_a_note_that_cannot_be_read_harms_nothing(home: Path):
    note = home / "serve-1.json"
    note.write_text("{")
    leftovers.clear(note)
    leftovers.clear(home / "none.json")
