"""Whoever hands over is not whoever takes over."""

from __future__ import annotations

from uuid import UUID


def signers_differ(outgoing: UUID | None, incoming: UUID | None) -> bool:
    """Whether two persons stand behind the two signatures."""
    return outgoing is not None and incoming is not None and outgoing != incoming
