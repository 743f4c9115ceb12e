"""What can be wrong with a message."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach: a code, where in the document, what stood there; ``advice`` marks what the standard only
    recommends (SHOULD)."""

    code: str
    where: str
    found: str = ""
    advice: bool = False
