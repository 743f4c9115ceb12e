"""``anlan reset``: throw the embedded database and the files of the state folder away."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from anlan.project.commands.refusal import BAD_INPUT, Refusal
from anlan.project.home import anlan_home
from anlan.project.postgres import Places, stop_server

KEPT = frozenset({"setup.turn", "setup.log", "pg.turn", "pg.users", "test"})
"""Not state: what set-up and the tests keep beside it."""


def main(argv: Sequence[str]) -> int:
    """Ask, then remove; refuse while somebody uses the database."""
    parser = argparse.ArgumentParser(prog="anlan reset", description=__doc__)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    given = parser.parse_args(argv)
    if os.environ.get("DATABASE_URL"):
        raise Refusal("DATABASE_URL is set: that database is not ours to remove.", code=BAD_INPUT)
    home = anlan_home()
    found = sorted(path for path in home.glob("*") if path.name not in KEPT)
    if not found:
        print(f"{home} holds nothing.")
        return 0
    if not given.yes and not _agreed(home):
        print("Nothing was removed.")
        return 1
    stop_server(home)
    sockets = Places(home).sockets
    for path in found:
        _remove(path, home=home)
    shutil.rmtree(sockets, ignore_errors=True)
    print(f"Removed the database and the files in {home}.")
    return 0


def _agreed(home: Path) -> bool:
    print(f"This removes the database and every file in {home}: people, requirements, ledger, all of it.")
    print("Type yes to go on: ", end="", flush=True)
    return sys.stdin.readline().strip().lower() == "yes"


def _remove(path: Path, *, home: Path) -> None:
    """Remove a file or a folder, and what the cluster's link points at; folders elsewhere stay."""
    if path == Places(home).cluster and path.is_symlink():
        shutil.rmtree(path.resolve(), ignore_errors=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
