"""``anlan restore``: put a backup in the place of the state; what fails leaves everything as it was."""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from anlan.demo.emptying import holds_data
from anlan.project.backups.restoring import restore
from anlan.project.commands.migrate import migrate
from anlan.project.commands.refusal import Refusal


def main(argv: Sequence[str]) -> int:
    """Refuse a database that holds data unless told to replace it; then restore and say what came back."""
    given = _parser().parse_args(argv)
    began = time.monotonic()
    if not given.replace:
        migrate()
        if holds_data():
            raise Refusal("The database holds data. `--replace` puts the backup in its place.")
    manifest = restore(given.file)
    told = {
        "made_at": manifest["made_at"],
        "files": len(manifest["entries"]) - 1,
        "seconds": round(time.monotonic() - began, 2),
    }
    print(json.dumps(told) if given.json else _in_words(told))
    return 0


def _in_words(told: dict[str, object]) -> str:
    parts = f"the database and {told['files']} files, {told['seconds']} s"
    return f"The state of {told['made_at']} is back: {parts}. Its ledger holds."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan restore", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that `anlan backup` wrote")
    parser.add_argument("--replace", action="store_true", help="throw away what the database holds now")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser
