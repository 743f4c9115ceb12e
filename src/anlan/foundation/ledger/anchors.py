"""Heads kept outside the database, so that nobody with its password can rewrite the past unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anlan.core.kernel import clock
from anlan.foundation.ledger.canonical import instant
from anlan.foundation.ledger.verification import head

_PARTS = 3


def print_head(file: Path) -> str:
    """Append one line — instant, rows, head — and return it; nothing for an empty ledger."""
    rows, digest = head()
    if not rows:
        return ""
    line = f"{instant(clock.now())} {rows} {digest}"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="ascii") as log:
        log.write(line + "\n")
    return line


def heads_in(file: Path) -> Iterator[str]:
    """The heads of such a file; ValueError naming the line that is none."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        parts = line.split()
        if len(parts) != _PARTS or len(bytes.fromhex(parts[-1])) != 32:
            raise ValueError(f"line {number} is not a printed head")
        yield parts[-1]
