"""The checks and the tests, in the order of what fails fastest."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import oldest
from assets import MODULES, node_program
from checkout import FRONTEND, LOG, PYTHON, ROOT, TEST_HOME, VENV, own_processes
from covered import shortfalls
from locks import addresses_in_locks
from progress import call, say, step

BIN = VENV / "bin"
SHOWN_LINES = 60
COVERAGE = TEST_HOME.with_name("coverage.json")
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


def run_oldest() -> list[str]:
    """Run the tests that lean on the server's own version on the oldest one; name what failed."""
    say(f"Tests on PostgreSQL {oldest.MAJOR}, the oldest that serves")
    if not oldest.find_oldest():
        return []
    env = _test_environment(TEST_HOME.with_name(f"test-{oldest.MAJOR}")) | {
        "ANLAN_POSTGRES": str(oldest.MAJOR)
    }
    env.pop("DATABASE_URL", None)
    chosen = ["-q", "-m", "not browser and not slow", "--no-cov", *oldest.ROOMS]
    status = subprocess.run(
        _pytest(chosen), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False
    ).returncode
    return [f"PostgreSQL {oldest.MAJOR}"] if status else []


def run_tests(arguments: Sequence[str], *, browser: str | None, checks: Sequence[str]) -> int:
    """Run pytest over two processes, then say what was left out and what failed."""
    say("Tests")
    env = _test_environment(Path(os.environ.get("ANLAN_TEST_HOME", str(TEST_HOME))))
    if browser:
        env["ANLAN_BROWSER"] = browser
    COVERAGE.unlink(missing_ok=True)
    covered = ["--cov", "--cov-report=term:skip-covered", f"--cov-report=json:{COVERAGE}"]
    chosen = [] if browser else ["-m", "not browser"]
    command = _pytest([*covered, *chosen, *arguments])
    status = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False).returncode
    failed = [*checks, *([] if arguments else _coverage())]
    if failed:
        say(f"Checks that failed: {', '.join(failed)}.", error=True)
    if browser is None:
        say(NO_BROWSER, error=True)
    missing = browser is None and "not browser" not in " ".join(arguments) and not _browser_excused()
    return status or int(bool(failed) or missing)


def _coverage() -> list[str]:
    """Hold the run, when it was all of it, against the floors of ``covered``."""
    if not (left := shortfalls(COVERAGE)):
        return []
    say("\n".join(["Not covered by tests", *(f"  {line}" for line in left)]), error=True)
    return ["Coverage"]


def _test_environment(home: Path) -> dict[str, str]:
    home.mkdir(parents=True, exist_ok=True)
    env = own_processes(ANLAN_HOME=str(home))
    env.pop("ANLAN_DEMO", None)
    return env


def _pytest(words: Sequence[str]) -> list[str]:
    return [str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "loadgroup", *words]


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
