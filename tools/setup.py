"""What ``make`` runs: sets the checkout up with the standard library alone, then does what was asked."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python reads this file too
    sys.exit("Anlan needs Python 3.11 or newer; name one with `make PYTHON=/path/to/python3.11 …`.")

import argparse
import os
import subprocess
from collections.abc import Callable, Sequence

import environment
from assets import build_assets
from browser import find_browser
from checkout import PROGRAM, ROOT, only_one, own_processes
from progress import Failed, finished, say
from suite import run_checks, run_oldest, run_tests
from translations import compile_translations


def set_up(level: str = "base") -> None:
    """The environment, the front-end assets, the translations and the command ``anlan``."""
    with only_one():
        environment.make()
        environment.install(level)
        build_assets()
        compile_translations()
        environment.link()
    finished()


def setup(_: argparse.Namespace) -> int:
    """Environment and assets only; leaves .venv/bin/anlan."""
    set_up()
    say(f"Ready: {PROGRAM.relative_to(ROOT)} --help")
    return 0


def run(given: argparse.Namespace) -> int:
    """Set up, then serve with the demo campus."""
    set_up()
    command = [str(PROGRAM), "serve", "--demo", "--port", str(given.port)]
    os.execve(command[0], command, own_processes())  # noqa: S606 - the server takes this process over


def test(given: argparse.Namespace) -> int:
    """Everything that a change must pass."""
    set_up("dev")
    browser = find_browser()
    checks = run_checks()
    if not given.arguments:
        checks += run_oldest()
    return run_tests(given.arguments, browser=browser, checks=checks)


def fast(given: argparse.Namespace) -> int:
    """Checks, and the tests that are neither slow nor need a browser."""
    set_up("dev")
    return run_tests(
        ["-m", "not slow and not browser", "--no-cov", *given.arguments], browser=None, checks=run_checks()
    )


def lint(_: argparse.Namespace) -> int:
    """The checks without the tests."""
    set_up("dev")
    return 1 if run_checks() else 0


def anlan(given: argparse.Namespace) -> int:
    """Set up, then hand the words on to the command line."""
    set_up()
    return subprocess.run([PROGRAM, *given.arguments], env=own_processes(), check=False).returncode


ACTS: tuple[Callable[[argparse.Namespace], int], ...] = (setup, run, test, fast, lint, anlan)


def parser() -> argparse.ArgumentParser:
    """One word for each act, described by its docstring."""
    described = argparse.ArgumentParser(description=__doc__)
    acts = described.add_subparsers(required=True, metavar="ACT")
    for act in ACTS:
        words = acts.add_parser(act.__name__, help=act.__doc__)
        words.set_defaults(act=act)
        if act is run:
            words.add_argument("--port", type=int, default=8000)
        if act in {test, fast, anlan}:
            words.add_argument("arguments", nargs=argparse.REMAINDER)
    return described


def main(arguments: Sequence[str]) -> int:
    """Do one act; a failure is told in plain words."""
    given = parser().parse_args(arguments)
    try:
        return given.act(given)
    except Failed as failure:
        say(str(failure), error=True)
        return 1
    except KeyboardInterrupt:
        say("Interrupted; the next run goes on from here.", error=True)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
