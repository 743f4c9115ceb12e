"""``anlan backup``: the whole state, database and files, in one file."""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from anlan.core.kernel import clock
from anlan.project.backups import archive, databases
from anlan.project.backups.databases import Address
from anlan.project.commands.refusal import BAD_INPUT, Refusal
from anlan.project.home import anlan_home


def main(argv: Sequence[str]) -> int:
    """Dump, gather, digest, write; the file appears only when it is whole."""
    given = _parser().parse_args(argv)
    target: Path = given.file.resolve()
    if target.is_dir() or not target.parent.is_dir():
        raise Refusal(f"{given.file}: name a file in a folder that exists.", code=BAD_INPUT)
    began = time.monotonic()
    home = anlan_home()
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        dump = Path(folder) / archive.DUMP
        server = databases.dump(Address.of(settings.DATABASES["default"]), to=dump)
        about = {"made_at": clock.now().isoformat(), "server": server}
        count = archive.write(target, dump=dump, home=home, about=about)
    told = {
        "file": str(target),
        "bytes": target.stat().st_size,
        "files": count,
        "seconds": round(time.monotonic() - began, 2),
    }
    print(json.dumps(told) if given.json else _in_words(told))
    return 0


def _in_words(told: dict[str, object]) -> str:
    size = f"{told['bytes']:,} bytes, the database and {told['files']} files, {told['seconds']} s"
    return f"{told['file']}: {size}.\nIt holds the site's secrets: keep it where only its owner can read it."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan backup", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write it")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser
