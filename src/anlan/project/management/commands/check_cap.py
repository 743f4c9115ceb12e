"""``anlan manage check_cap``: is a message as CAP 1.2 wants it, by our rules and by the standard's schema."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlan.foundation.notices.public import validate_cap

LARGEST = 4 * 1024 * 1024


class Command(BaseCommand):
    """Each fault on a line of its own; exit code 1 when there is one."""

    help = "Check files against the rules of CAP 1.2, and against its XML schema where a path to it is given."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The files, and the schema."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--schema", default="", metavar="XSD", help="path of CAP-v1.2.xsd (else ANLAN_CAP_SCHEMA)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read and judge every file."""
        faulty = 0
        for file in options["files"]:
            try:
                with file.open("rb") as told:
                    text = told.read(LARGEST)
            except OSError as trouble:
                raise CommandError(f"{file}: {trouble.strerror}") from trouble
            found = validate_cap(text, schema=options["schema"])
            faulty += bool(found)
            for one in found or ():
                self.stdout.write(f"{file}: {one.code} {one.where} {one.found}".rstrip())
            if not found:
                self.stdout.write(f"{file}: good")
        if faulty:
            raise CommandError(f"{faulty} of {len(options['files'])} files have faults.", returncode=1)
