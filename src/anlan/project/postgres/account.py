"""The account the server runs under: PostgreSQL refuses root, so root lends it to nobody."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from anlan.project.postgres.trouble import DatabaseTrouble


class ProcessOptions(TypedDict, total=False):
    """The keywords of ``subprocess`` that change the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """A user and a group by number; ``lent`` when root runs the server as somebody else."""

    uid: int
    gid: int
    lent: bool

    def process_options(self) -> ProcessOptions:
        """Keywords for ``subprocess`` that start a program as this account."""
        if not self.lent:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Make ``folder`` if it is missing, this account's alone; refuse one that is somebody else's."""
        folder.mkdir(mode=0o700, parents=False, exist_ok=True)
        if folder.is_symlink():
            raise DatabaseTrouble(f"{folder} is a link; remove it and start again.")
        found = folder.stat()
        if self.lent and found.st_uid == 0:
            os.chown(folder, self.uid, self.gid)
        elif found.st_uid != self.uid:
            raise DatabaseTrouble(
                f"{folder} belongs to account number {found.st_uid}, not to {self.uid}. "
                "Start as the account that made it, or set ANLAN_HOME to another folder."
            )
        folder.chmod(0o700)


def server_account() -> Account:
    """The caller, or nobody when the caller is root."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), lent=False)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        message = "The account 'nobody' is missing: set DATABASE_URL or start as an ordinary user."
        raise DatabaseTrouble(message) from error
    return Account(nobody.pw_uid, nobody.pw_gid, lent=True)


def open_to_all(path: Path) -> bool:
    """Whether every account may enter ``path`` and each folder above it."""
    return all(_enterable(folder) for folder in (path, *path.parents))


def _enterable(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & stat.S_IXOTH)
    except FileNotFoundError:
        return True
    except OSError:
        return False
