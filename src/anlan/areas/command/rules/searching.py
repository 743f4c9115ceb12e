"""The words by which a requirement is found."""

from __future__ import annotations

from collections.abc import Iterator

from anlan.core.kernel.loading import library


def words_of(text: str) -> Iterator[str]:
    """Words in lower case, long ones and their parts, in order; signs left out."""
    cut: list[str] = library("rjieba").cut_for_search(text)
    return (word.lower() for word in cut if any(sign.isalnum() for sign in word))
