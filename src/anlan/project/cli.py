"""The program ``anlan``: finds one command by its words and loads that command alone."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple, cast

Main = Callable[[Sequence[str]], int]


class Command(NamedTuple):
    """A first word, the function behind it, and the words of the help."""

    name: str
    target: str
    usage: str
    says: str
    needs_database: bool = False
    shown: bool = True


COMMANDS = (
    Command(
        "minutes",
        "anlan.core.minutes.command:main",
        "minutes read FILE",
        "read the requirements out of meeting minutes (.txt, .docx, .pdf, or - for standard input)",
    ),
    Command(
        "policy",
        "anlan.core.policy.command.program:main",
        "policy check | decide | replay",
        "check a rule document, judge requests by it, compare two over recorded requests",
    ),
    Command(
        "rulebook",
        "anlan.foundation.rulebook.command:main",
        "rulebook check | day",
        "check files of dated rules, ask them what holds on a day",
    ),
    Command(
        "ledger",
        "anlan.foundation.ledger.command:main",
        "ledger verify",
        "check the record of every act from its first row to its last",
        needs_database=True,
    ),
    Command(
        "demo",
        "anlan.project.commands.demo:main",
        "demo load",
        "build an invented university to try things on",
        needs_database=True,
    ),
    Command(
        "administrator",
        "anlan.foundation.accounts.command:main",
        "administrator",
        "make the first administrator of an empty house",
        needs_database=True,
    ),
    Command("serve", "anlan.project.commands.serve:main", "serve", "serve the pages until told to stop"),
    Command(
        "backup",
        "anlan.project.commands.backup:main",
        "backup FILE",
        "write the whole state into one file",
        needs_database=True,
    ),
    Command(
        "restore",
        "anlan.project.commands.restore:main",
        "restore FILE",
        "put a backup in the place of the state",
        needs_database=True,
    ),
    Command(
        "bench", "anlan.project.commands.bench:main", "bench [NAME…]", "measure this machine at our own work"
    ),
    Command(
        "migrate",
        "anlan.project.commands.migrate:main",
        "migrate",
        "bring the database to this version's shape",
        needs_database=True,
    ),
    Command(
        "worker",
        "anlan.foundation.jobs.worker:main",
        "worker",
        "run the background jobs (serve does so already)",
        needs_database=True,
    ),
    Command(
        "manage",
        "anlan.project.commands.manage:main",
        "manage WORDS…",
        "Django's own management commands",
        needs_database=True,
    ),
    Command(
        "reset",
        "anlan.project.commands.reset:main",
        "reset",
        "throw the embedded database and the files away",
    ),
    Command("version", "anlan.project.commands.version:main", "version", "tell the version"),
    Command(
        "prepare", "anlan.project.commands.prepare:main", "prepare", "", needs_database=True, shown=False
    ),
)
UNKNOWN = "anlan: there is no command {word!r}; `anlan --help` lists them."
HELP_WORDS = frozenset({"-h", "--help", "help"})
VERSION_WORDS = {"--version": "version", "-V": "version"}
PLAINLY = "anlan.project.commands.plainly:run_plainly"
WITH_DATABASE = "anlan.project.commands.database:run_with_database"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 2 unusable input, 1 anything else."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(words: Sequence[str]) -> int:
    if not words or words[0] in HELP_WORDS:
        print(help_text(), file=sys.stdout if words else sys.stderr, flush=True)
        return 0 if words else 2
    name = VERSION_WORDS.get(words[0], words[0])
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        print(UNKNOWN.format(word=words[0]), file=sys.stderr)
        return 2
    run = _load(WITH_DATABASE if command.needs_database else PLAINLY)
    return cast("int", run(command.target, words[1:]))


def help_text() -> str:
    """Every command in a line."""
    width = max(len(command.usage) for command in COMMANDS) + 2
    lines = [f"  {command.usage:<{width}}{command.says}" for command in COMMANDS if command.shown]
    head = "usage: anlan COMMAND [WORDS…]\n\nAnlan, the university's emergency command platform.\n\n"
    tail = "\n\n`anlan COMMAND --help` tells more. The state lives in $ANLAN_HOME."
    return head + "\n".join(lines) + tail


def _load(target: str) -> Callable[..., object]:
    module, _, name = target.partition(":")
    return cast("Callable[..., object]", getattr(import_module(module), name))


if __name__ == "__main__":
    sys.exit(main())
