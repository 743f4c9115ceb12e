"""Word tables as the inside of a regular expression group."""

from __future__ import annotations


def alternation(words: str) -> str:
    """Return the words, longest first, as the inside of a regular expression group."""
    return "|".join(sorted(set(words.split()), key=lambda word: (-len(word), word)))


def words_in(table: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(table.split())
