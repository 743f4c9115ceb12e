"""Libraries that take long to load, loaded when they are first used."""

from functools import cache
from importlib import import_module
from typing import Any

DICTIONARIES = ("pypinyin", "rjieba")


@cache
def library(name: str) -> Any:
    """The module of a library whose dictionary would slow the start of every process.

    Callers keep to one function each, so that types are lost in one line only.
    """
    return import_module(name)


def load_dictionaries() -> None:
    """All of them at once, for a server that would rather wait before its first answer than in it."""
    for name in DICTIONARIES:
        library(name)
