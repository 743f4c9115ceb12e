"""The oldest PostgreSQL that the house promises to run on: Debian's, for a second pass of some tests."""

from pathlib import Path

import apt
from progress import call, say, step

MAJOR = 15
SERVER = Path(f"/usr/lib/postgresql/{MAJOR}/bin/postgres")
PACKAGE = f"postgresql-{MAJOR}"
NO_CLUSTER = "/etc/postgresql-common/createcluster.d/anlan.conf"
"""Read by the package's own set-up, which would otherwise make a database and serve it."""
ROOMS = (
    "src/anlan/foundation/jobs",
    "src/anlan/foundation/bus",
    "src/anlan/foundation/ledger",
    "src/anlan/foundation/people",
    "src/anlan/foundation/campus",
    "src/anlan/foundation/intake",
    "src/anlan/areas/command/tests/domain/test_races.py",
    "src/anlan/areas/command/tests/domain/test_register.py",
)
"""Where triggers, locks, COPY, ranges, paths and searches stand."""


def find_oldest() -> bool:
    """Whether its programs are here, if need be after apt; else one line says why not."""
    if SERVER.is_file():
        return True
    why = apt.hindrance() or _install()
    if not SERVER.is_file():
        say(f"  No PostgreSQL {MAJOR}: {why}.", error=True)
    return SERVER.is_file()


def _install() -> str:
    """Try apt, leaving no database of the package's own; return why it did not help."""
    before = apt.rights() or []
    write = f'mkdir -p "$(dirname {NO_CLUSTER})" && echo "create_main_cluster = off" > {NO_CLUSTER}'
    with step(f"PostgreSQL {MAJOR} (apt install {PACKAGE})"):
        call([*before, "sh", "-c", write], required=False)
        try:
            return apt.install(PACKAGE)
        finally:
            call([*before, "rm", "-f", NO_CLUSTER], required=False)
