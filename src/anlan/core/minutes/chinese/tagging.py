"""Words and their classes, by rjieba's dictionary, which cannot read lone surrogates."""

from __future__ import annotations

import re

import rjieba

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def tagged(text: str) -> list[tuple[str, str]]:
    """Return (word, class) in order; the words put together are as long as the text."""
    words: list[tuple[str, str]] = rjieba.tag(_SURROGATE.sub("\ufffd", text))
    return words
