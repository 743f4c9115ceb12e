"""The fingerprint of a product."""

from __future__ import annotations

from hashlib import sha256


def content_hash(facts: str, paper: str) -> str:
    """SHA-256 over the canonical texts of facts and paper, parted by a line end that neither holds."""
    return sha256(f"{facts}\n{paper}".encode()).hexdigest()
