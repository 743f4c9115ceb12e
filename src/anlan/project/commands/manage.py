"""``anlan manage``: Django's management commands, with the database up."""

from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(argv: Sequence[str]) -> int:
    """Hand the words to Django."""
    execute_from_command_line(["anlan manage", *argv])
    return 0
