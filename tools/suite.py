"""The checks and the tests, in the order of what fails fastest."""

import os
import subprocess
from collections.abc import Sequence

from assets import MODULES, node_program
from checkout import FRONTEND, LOG, PYTHON, ROOT, TEST_HOME, VENV, own_processes
from locks import addresses_in_locks
from progress import call, say, step

BIN = VENV / "bin"
SHOWN_LINES = 60
CODE = ("src", "tests", "tools", "conftest.py", "benchmarks")
NO_BROWSER = (
    "Not tested, for want of a browser: what is marked `browser` (journeys, accessibility, narrow screens)."
)


def run_checks() -> list[str]:
    """Run every check; return the names of those that failed."""
    code = [name for name in CODE if (ROOT / name).exists()]
    typescript = MODULES / "typescript" / "bin" / "tsc"
    checks: dict[str, list[object]] = {
        "Lint": [BIN / "ruff", "check", *code],
        "Format": [BIN / "ruff", "format", "--check", *code],
        "Import contracts": [BIN / "lint-imports"],
        "Types": [BIN / "mypy"],
        "Front-end types": [node_program(), typescript, "--noEmit", "--project", FRONTEND / "tsconfig.json"],
    }
    say("Checks")
    failed = [name for name, command in checks.items() if not _passes(name, command)]
    for problem in (problems := addresses_in_locks()):
        say(f"  {problem}", error=True)
    return [*failed, "Locks"] if problems else failed


def run_tests(arguments: Sequence[str], *, browser: str | None, checks: Sequence[str]) -> int:
    """Run pytest over two processes, then say what was left out and what failed."""
    say("Tests")
    TEST_HOME.mkdir(parents=True, exist_ok=True)
    env = own_processes(ANLAN_HOME=os.environ.get("ANLAN_TEST_HOME", str(TEST_HOME)))
    env.pop("ANLAN_DEMO", None)
    if browser:
        env["ANLAN_BROWSER"] = browser
    covered = ["--cov", "--cov-report=term:skip-covered"]
    chosen = [] if browser else ["-m", "not browser"]
    command = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *covered, *chosen, *arguments]
    status = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False).returncode
    if checks:
        say(f"Checks that failed: {', '.join(checks)}.", error=True)
    if browser is None:
        say(NO_BROWSER, error=True)
    missing = browser is None and "not browser" not in " ".join(arguments) and not _browser_excused()
    return status or int(bool(checks) or missing)


def _browser_excused() -> bool:
    return os.environ.get("ANLAN_NO_BROWSER") == "1"


def _passes(name: str, command: Sequence[object]) -> bool:
    with step(name):
        done = call([str(word) for word in command], required=False)
    if done.returncode != 0:
        lines = done.stdout.rstrip().splitlines()
        say("\n".join(lines[:SHOWN_LINES]), error=True)
        if len(lines) > SHOWN_LINES:
            say(f"  … {len(lines) - SHOWN_LINES} lines more in {LOG.relative_to(ROOT)}", error=True)
    return done.returncode == 0
