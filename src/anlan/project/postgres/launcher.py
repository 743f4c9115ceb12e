"""Start the embedded server for as long as somebody needs it; join it when it runs."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from anlan.project.home import anlan_home
from anlan.project.postgres.cluster import Cluster, cluster_of, server_pid
from anlan.project.postgres.places import Places
from anlan.project.postgres.trouble import DatabaseTrouble

JOIN_SECONDS = 120


@contextmanager
def ensure_running(*, durable: bool = True) -> Iterator[None]:
    """Have a database for the length of the block; with ``DATABASE_URL`` set nothing is started.

    Each user holds a shared lock that the kernel drops when its process dies, so the last one out,
    and only that one, stops the server.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    places = Places(anlan_home())
    _make_home(places.home)
    with places.users.open("a") as users:
        with _turn(places):
            cluster = cluster_of(places)
            fcntl.flock(users, fcntl.LOCK_SH)
            _start_or_join(cluster, durable=durable)
        try:
            yield
        finally:
            with _turn(places):
                if _last(users):
                    cluster.stop()


def running(home: Path | None = None) -> bool:
    """Whether the embedded server of the state folder runs now."""
    return server_pid(Places(home or anlan_home()).data) is not None


def revive() -> None:
    """Start the server again if it was killed under its users; nothing else happens."""
    places = Places(anlan_home())
    if os.environ.get("DATABASE_URL") or server_pid(places.data) is not None:
        return
    with _turn(places):
        _start_or_join(cluster_of(places), durable=True)


def stop_server(home: Path | None = None) -> None:
    """Stop the server if nobody uses it; raise when somebody does."""
    places = Places(home or anlan_home())
    if not places.home.is_dir():
        return
    with _turn(places), places.users.open("a") as users:
        if not _last(users):
            raise DatabaseTrouble("The database is in use: stop the server and other commands first.")
        if server_pid(places.data) is not None:
            cluster_of(places).stop()


def _start_or_join(cluster: Cluster, *, durable: bool) -> None:
    if server_pid(cluster.places.data) is None:
        if not (cluster.places.socket.exists() and cluster.answers()):
            cluster.start(durable=durable)
        return
    until = time.monotonic() + JOIN_SECONDS
    while not cluster.answers():
        if time.monotonic() > until or server_pid(cluster.places.data) is None:
            cluster.start(durable=durable)
            return
        time.sleep(0.1)


def _last(users: IO[str]) -> bool:
    """Whether nobody else holds the shared lock; gives up one's own."""
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _turn(places: Places) -> Iterator[None]:
    """One process at a time starts or stops the server."""
    with places.turn.open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with (home / "pg.users").open("a"):
            return
    except OSError as error:
        message = (
            f"The state folder {home} cannot be written: {error.strerror}. Set ANLAN_HOME to another folder."
        )
        raise DatabaseTrouble(message) from error
