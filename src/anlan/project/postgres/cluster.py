"""One PostgreSQL data folder: made, started, looked after, stopped."""

import os
import secrets
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from anlan.project.postgres.account import Account, open_to_all, server_account
from anlan.project.postgres.binaries import Programs, chosen_major, lent_room, programs_for, readable_by
from anlan.project.postgres.places import NAME, PORT, Places
from anlan.project.postgres.trouble import DatabaseTrouble

LONGEST_LOG_BYTES = 8 * 1024 * 1024
START_SECONDS = "120"
"""A start after a crash replays the write-ahead log first."""
MEMORY = {"shared_buffers": "256MB", "max_wal_size": "4GB"}
THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
FIRST_SQL = f"CREATE ROLE {NAME} LOGIN CREATEDB\n", f"CREATE DATABASE {NAME} OWNER {NAME}\n"
LOCALES = ("C.UTF-8", "C")
"""The first is everywhere on Linux; the second is the last resort."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data folder, the account that owns it and the programs that fit it."""

    places: Places
    account: Account
    programs: Programs

    def start(self, *, durable: bool) -> None:
        """Start the server and wait until it takes connections; needs ``places.turn``."""
        self.account.own(self.places.sockets)
        self._forget_the_dead()
        if not (self.places.data / "PG_VERSION").is_file():
            self._create(durable=durable)
        logged = self._shorten_log()
        options = self._options(durable=durable)
        words = ("-w", "-t", START_SECONDS, "-s", "-l", self.places.log, "-o", options)
        for pause_s in (0.2, 1, 2, 4, 0):
            done = self._control("start", *words)
            if done.returncode == 0:
                return
            if "still in use" not in self._said_since(logged):
                break
            time.sleep(pause_s)
        said = self._said_since(logged) or done.stdout.strip()
        raise DatabaseTrouble(f"The database did not start. Its log {self.places.log} ends:\n{said}")

    def stop(self) -> None:
        """Stop the server: politely, then at once; the next start replays what that leaves."""
        for mode in ("fast", "immediate"):
            if self._control("stop", "-m", mode, "-w", "-t", "2", "-s").returncode == 0:
                return
        pid = server_pid(self.places.data)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        asked = ["-q", "-h", self.places.sockets, "-p", PORT, "-U", NAME, "-d", NAME]
        return self._run("pg_isready", *asked).returncode == 0

    def _create(self, *, durable: bool) -> None:
        """Make the data folder with its owner account and database; nothing half-made stays behind."""
        building = self.places.data.with_name("data.new")
        for locale in LOCALES:
            shutil.rmtree(building, ignore_errors=True)
            arguments = [
                "-D",
                building,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "-k",
                f"--locale={locale}",
            ]
            made = self._run("initdb", *arguments, *(() if durable else ("--no-sync",)))
            if made.returncode == 0:
                break
        else:
            raise DatabaseTrouble(
                f"The database could not be made in {building.parent}:\n{made.stdout.strip()}"
            )
        for statement in FIRST_SQL:
            self._run("postgres", "--single", "-D", building, "postgres", said=statement)
        building.rename(self.places.data)

    def _options(self, *, durable: bool) -> str:
        """The server's settings, quoted for the shell that ``pg_ctl`` starts it with."""
        sockets = str(self.places.sockets).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{sockets}"',
            "unix_socket_permissions": "0700",
            "port": PORT,
            "timezone": "UTC",
        }
        chosen = settings | MEMORY | ({} if durable else THROW_AWAY)
        return " ".join(f"-c {name}={shlex.quote(value)}" for name, value in chosen.items())

    def _forget_the_dead(self) -> None:
        """Remove the marks of a killed server; PostgreSQL heeds them when their number is in use again.

        Two servers on one data folder stay impossible: the shared memory keeps its own lock.
        """
        if server_pid(self.places.data) is None:
            (self.places.data / "postmaster.pid").unlink(missing_ok=True)
            for mark in self.places.sockets.glob(f".s.PGSQL.{PORT}*"):
                mark.unlink(missing_ok=True)

    def _shorten_log(self) -> int:
        """Put a long log aside; return the size the log has now."""
        log = self.places.log
        if log.is_file() and log.stat().st_size > LONGEST_LOG_BYTES:
            log.replace(log.with_suffix(".old"))
        return log.stat().st_size if log.is_file() else 0

    def _said_since(self, offset: int) -> str:
        try:
            return self.places.log.read_bytes()[offset:][-2000:].decode(errors="replace").strip()
        except OSError:
            return ""

    def _control(self, act: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", act, "-D", self.places.data, *arguments)

    def _run(self, name: str, *arguments: object, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run one of the programs as the server's account, with a clean environment.

        Files stand in for pipes, which the server would inherit and keep open.
        """
        with tempfile.TemporaryFile("w+") as heard, tempfile.TemporaryFile("w+") as told:
            told.write(said)
            told.seek(0)
            done = subprocess.run(
                [self.programs[name], *map(str, arguments)],
                stdin=told,
                stdout=heard,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                check=False,
                start_new_session=True,
                **self.account.process_options(),
            )
            heard.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, heard.read())


def cluster_of(places: Places) -> Cluster:
    """The cluster of a state folder, its own folder made if it is missing; needs ``places.turn``."""
    account = server_account()
    _own_cluster_folder(places, account=account)
    version = places.data / "PG_VERSION"
    major = int(version.read_text().strip()) if version.is_file() else chosen_major()
    return Cluster(places, account, readable_by(account, programs=programs_for(major)))


def server_pid(data: Path) -> int | None:
    """The process number of the server that works on ``data``; a dead or reused number is None."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    words = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists() and os.fsencode(data) not in words.read_bytes():
        return None
    return pid


def _own_cluster_folder(places: Places, *, account: Account) -> None:
    """Make the cluster's folder; outside a state folder that the server's account may not enter."""
    cluster = places.cluster
    if account.lent and not cluster.exists() and not open_to_all(places.home):
        target = cluster.readlink() if cluster.is_symlink() else lent_room() / secrets.token_hex(8)
        target.mkdir(mode=0o700, exist_ok=True)
        if not cluster.is_symlink():
            cluster.symlink_to(target)
    account.own(cluster.resolve())
