"""What the guard of the sign-in page may write into logs."""

from __future__ import annotations


def nameless(*_given: object, **_facts: object) -> str:
    """Whom a log line is about, without name, address or number; the guard's table knows."""
    return "a client"
