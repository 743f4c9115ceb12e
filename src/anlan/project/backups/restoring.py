"""Puts a backup in the place of the state: all of it, or nothing; a cut-off attempt is settled later."""

import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from anlan.project.backups import archive, databases
from anlan.project.backups.databases import Address
from anlan.project.commands.refusal import Refusal
from anlan.project.home import anlan_home

JOURNAL = "restore.json"
PART_OF_RESTORE = "ANLAN_RESTORING"
ANLAN = (sys.executable, "-m", "anlan.project.cli")


@dataclass(frozen=True, slots=True)
class Attempt:
    """The names one restore works under."""

    mark: str

    @property
    def new(self) -> str:
        """The database that the backup is loaded into."""
        return f"anlan_new_{self.mark}"

    @property
    def old(self) -> str:
        """What the database in use is called once it is replaced."""
        return f"anlan_old_{self.mark}"

    def folder(self, home: Path) -> Path:
        """Where files wait for their turn."""
        return home / f"restore-{self.mark}"


def restore(source: Path) -> dict[str, Any]:
    """Check, load aside, check again, exchange; return the manifest."""
    home, address = anlan_home(), Address.of(settings.DATABASES["default"])
    attempt = Attempt(secrets.token_hex(4))
    folder = attempt.folder(home)
    with _turn(home):
        _write_journal(attempt, home=home)
        try:
            folder.mkdir(mode=0o700)
            manifest = archive.unpack(source, into=folder)
            loaded = databases.load(address, dump=folder / archive.DUMP, name=attempt.new)
            _bring_up_to_date(loaded)
            connection.close()
            databases.exchange(address, new=attempt.new, old=attempt.old)
        except BaseException:
            _undo(attempt, home=home, address=address)
            raise
        _exchange_files(attempt, home=home)
        _tidy(attempt, home=home, address=address)
    return manifest


def settle(home: Path) -> None:
    """Finish or undo a restore that was cut off; called before anybody uses the database."""
    journal = home / JOURNAL
    if os.environ.get(PART_OF_RESTORE) or not journal.is_file():
        return
    with _turn(home):
        if not journal.is_file():
            return
        attempt = Attempt(json.loads(journal.read_text())["mark"])
        address = Address.of(settings.DATABASES["default"])
        if databases.exists(address, name=attempt.old):
            _exchange_files(attempt, home=home)
            _tidy(attempt, home=home, address=address)
        else:
            _undo(attempt, home=home, address=address)


@contextmanager
def _turn(home: Path) -> Iterator[None]:
    """One restore at a time; whoever starts meanwhile waits for its end."""
    with (home / "restore.turn").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _bring_up_to_date(loaded: Address) -> None:
    """Migrate the loaded database and check its ledger, before anybody sees it."""
    environment = os.environ | {"DATABASE_URL": loaded.url, PART_OF_RESTORE: "1"}
    for words, trouble in (
        (("migrate",), "The backup does not fit this version of Anlan"),
        (("ledger", "verify"), "The ledger in the backup does not hold"),
    ):
        command = [*ANLAN, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Refusal(f"{trouble}; nothing was changed:\n{done.stderr.strip()}")


def _exchange_files(attempt: Attempt, *, home: Path) -> None:
    """Put the files of the backup in place of those here; may be begun again at any point."""
    folder = attempt.folder(home)
    before, after = folder / "before", folder / archive.FILES
    if not before.is_dir():
        gathering = folder / "gathering"
        gathering.mkdir(exist_ok=True)
        for top in [top for top in home.glob("*") if archive.is_state(top.name)]:
            top.rename(gathering / top.name)
        gathering.rename(before)
    for top in list(after.glob("*")):
        top.rename(home / top.name)


def _write_journal(attempt: Attempt, *, home: Path) -> None:
    with (home / JOURNAL).open("w") as file:
        json.dump(asdict(attempt), file)
        file.flush()
        os.fsync(file.fileno())


def _undo(attempt: Attempt, *, home: Path, address: Address) -> None:
    databases.drop(address, name=attempt.new)
    _forget(attempt, home=home)


def _tidy(attempt: Attempt, *, home: Path, address: Address) -> None:
    databases.drop(address, name=attempt.old)
    _forget(attempt, home=home)


def _forget(attempt: Attempt, *, home: Path) -> None:
    (home / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(attempt.folder(home), ignore_errors=True)
