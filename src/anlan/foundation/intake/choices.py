"""What may be chosen in the sheets' drop-downs, from the rulebooks: code, Chinese, English."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from anlan.foundation.campus.kinds import kinds
from anlan.foundation.people.public import rulebook
from anlan.foundation.people.rulebook import Named

Options = tuple[tuple[str, str, str], ...]


def _named(rows: Iterable[Named]) -> Options:
    return tuple((row.code, row.label, row.label_en) for row in rows)


@cache
def unit_kinds() -> Options:
    """Kinds of units."""
    return _named(rulebook().units.values())


@cache
def staff_kinds() -> Options:
    """Standings of those who are no students."""
    return _named(kind for kind in rulebook().standings.values() if not kind.student)


@cache
def student_kinds() -> Options:
    """Standings of students."""
    return _named(kind for kind in rulebook().standings.values() if kind.student)


@cache
def group_kinds() -> Options:
    """Kinds of groups."""
    return _named(rulebook().groups.values())


@cache
def roles() -> Options:
    """Roles that a position can have."""
    return _named(role for role in rulebook().roles.values() if role.appointed_by.value != "standing")


@cache
def place_kinds() -> Options:
    """Kinds of places."""
    return tuple((kind.code, kind.zh, kind.en) for kind in kinds().values())


def yes_or_no() -> Options:
    """Yes and no."""
    return (("yes", "是", "yes"), ("no", "否", "no"))
