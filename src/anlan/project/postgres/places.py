"""Where the embedded database keeps its files, and how it is addressed; nothing here starts anything."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from anlan.project.home import anlan_home
from anlan.project.postgres.account import open_to_all

LONGEST_SOCKET_PATH = 103
"""The shortest limit among the usual systems, in bytes."""
NAME = "anlan"
"""The database, and the account inside it that owns it without being a superuser."""
PORT = "5432"
"""Part of the socket's name only; no network port is opened."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one state folder's database."""

    home: Path

    @property
    def cluster(self) -> Path:
        """Holds the data and the log; a link when the state folder is closed to the server's account."""
        return self.home / "pg"

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.cluster.resolve() / "data"

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.cluster.resolve() / "server.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket, open to the server's account alone."""
        return socket_folder(self.home)

    @property
    def socket(self) -> Path:
        """The socket itself; there while a server runs, or after one was killed."""
        return self.sockets / f".s.PGSQL.{PORT}"

    @property
    def turn(self) -> Path:
        """Locked while somebody starts or stops the server."""
        return self.home / "pg.turn"

    @property
    def users(self) -> Path:
        """Locked, shared, by each process that uses the server."""
        return self.home / "pg.users"


def socket_folder(home: Path) -> Path:
    """``home/run``, or a short folder under ``/tmp`` when that is too long or closed to the server."""
    here = home / "run"
    short_enough = len(os.fsencode(here / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH
    reachable = os.geteuid() != 0 or open_to_all(home)
    if short_enough and reachable:
        return here
    mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path("/tmp") / f"anlan-{os.geteuid()}-{mark}"  # noqa: S108 - owner and mode are checked before use


def database_url(name: str = NAME, *, home: Path | None = None) -> str:
    """``$DATABASE_URL``, else the address of ``name`` in the embedded server."""
    given = os.environ.get("DATABASE_URL")
    if given:
        return given
    folder = socket_folder(home or anlan_home())
    return f"postgresql://{NAME}@/{quote(name)}?host={quote(str(folder), safe='')}&port={PORT}"
