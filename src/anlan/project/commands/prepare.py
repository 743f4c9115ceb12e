"""What ``serve`` does before it opens: migrations and, when asked for, the demo campus."""

import argparse
import time
from collections.abc import Sequence

from anlan.demo.emptying import holds_data
from anlan.foundation.accounts.public import ready_roles
from anlan.project import demonstration
from anlan.project.commands.demo import main as demo
from anlan.project.commands.migrate import migrate
from anlan.project.serving.preparation import READY_WITH_DEMO


def main(argv: Sequence[str]) -> int:
    """Migrate; with ``--demo`` load the campus into an empty database."""
    parser = argparse.ArgumentParser(prog="anlan prepare", description=__doc__)
    parser.add_argument("--demo", metavar="SCALE")
    given = parser.parse_args(argv)
    began = time.monotonic()
    count = migrate()
    if count:
        print(f"Database ready: {count} migrations in {time.monotonic() - began:.1f} s", flush=True)
    status = _load_demo(given.demo) if given.demo else _keep_what_is_here()
    if status or not demonstration.is_demonstration():
        return status
    _tell_accounts()
    return READY_WITH_DEMO


def _load_demo(scale: str) -> int:
    """Load the campus unless it is there; leave data that are somebody's own alone."""
    if holds_data() and not demonstration.was_cut_off():
        if not demonstration.is_demonstration():
            print("The database holds data of its own; the demo campus was not loaded.", flush=True)
        return 0
    began = time.monotonic()
    status = demo(["load", "--scale", scale])
    if status == 0:
        print(f"Demo campus ready in {time.monotonic() - began:.1f} s", flush=True)
    return status


def _tell_accounts() -> None:
    """The accounts that a visitor may take; with the page of ready roles open there are some."""
    rows = ready_roles()
    if rows:
        print("Demo accounts, without a password; the page /sign-in/roles/ takes you in by one click:")
    for row in rows:
        print(f"  {row.account.username:<16}{row.role.label_en} · {row.role.label}", flush=True)


def _keep_what_is_here() -> int:
    """Whoever serves without the demo uses the database as it is: nothing replaces it later."""
    demonstration.end()
    return 0
