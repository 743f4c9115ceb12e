"""Runs a command beside the database: started if none runs, stopped again, joined where one serves."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import django

from anlan.project.backups.restoring import settle
from anlan.project.commands.plainly import call, plainly
from anlan.project.home import anlan_home
from anlan.project.postgres import ensure_running

HELP_WORDS = frozenset({"-h", "--help"})
TERMINATED = 143


def run_with_database(target: str, words: Sequence[str]) -> int:
    """Call ``module:function`` with Django ready and, unless only help is wanted, the database up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.project.settings")
    if not HELP_WORDS.isdisjoint(words):
        return plainly(lambda: _called(target, words))
    signal.signal(signal.SIGTERM, _leave)
    return plainly(lambda: _called_beside_database(target, words))


def _called_beside_database(target: str, words: Sequence[str]) -> int:
    with ensure_running():
        django.setup()
        settle(anlan_home())
        return call(target, words)


def _called(target: str, words: Sequence[str]) -> int:
    django.setup()
    return call(target, words)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Unwind on SIGTERM, so that a database started here is stopped."""
    sys.exit(TERMINATED)
