"""``anlan migrate``: bring the database to the shape of this version."""

import argparse
from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def main(argv: Sequence[str]) -> int:
    """Apply what is missing; say how much that was."""
    argparse.ArgumentParser(prog="anlan migrate", description=__doc__).parse_args(argv)
    count = migrate()
    print(f"{count} migrations applied." if count else "The database has this version's shape already.")
    return 0


def migrate() -> int:
    """Apply every migration that is missing; return how many."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    return len(missing)
