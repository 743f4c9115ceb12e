"""``anlan migrate``: bring the database to the shape of this version."""

import argparse
from collections.abc import Sequence

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from anlan.project.commands.refusal import Refusal


def main(argv: Sequence[str]) -> int:
    """Apply what is missing; say how much that was."""
    argparse.ArgumentParser(prog="anlan migrate", description=__doc__).parse_args(argv)
    count = migrate()
    print(f"{count} migrations applied." if count else "The database has this version's shape already.")
    return 0


def migrate() -> int:
    """Apply every migration that is missing; return how many. A database of a newer version is refused."""
    executor = MigrationExecutor(connection)
    _refuse_the_future(executor)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    return len(missing)


def _refuse_the_future(executor: MigrationExecutor) -> None:
    """A database that has seen migrations which this version lacks was made by another one."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("anlan.")}
    known = executor.loader.disk_migrations
    unknown = sorted(
        ".".join(key) for key in executor.loader.applied_migrations if key[0] in ours and key not in known
    )
    if unknown:
        raise Refusal(f"The database was made by another version of Anlan, which knows {', '.join(unknown)}.")
