"""Who is to do it, in English: offices, bodies and named people; never those who are only ruled."""

from __future__ import annotations

import re

from anlan.core.minutes.body import Span, trimmed
from anlan.core.minutes.english import vocabulary as words

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_JOINT = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*;\s*")
_LONGEST = 90
_MOST_WORDS = 9
_BROKEN_OFF = re.compile(
    r"[.;:!?]|\b(?:that|which|who|if|when|because|so|but|for|with|from|after|before)\b(?! duty)",
    re.IGNORECASE,
)
_TITLE_DOT = re.compile(r"(?<=\bDr)\.|(?<=\bProf)\.|(?<=\bMrs)\.|(?<=\bMr)\.|(?<=\bMs)\.|(?<=\b[A-Z])\.")
_HEAD_OF = re.compile(r"\s+(?:of|on|for|in|at)\s+")


def without_article(body: str, span: Span) -> Span:
    """Return the span without the article that it begins with."""
    article = _ARTICLE.match(body, span.start, span.end)
    return Span(article.end(), span.end) if article else span


def owners_in(body: str, span: Span, *, units: frozenset[str] = frozenset()) -> tuple[Span, ...] | None:
    """Return the owners when the whole stretch names nothing else, else None."""
    span = trimmed(body, start=span.start, end=span.end, also=",.")
    if not len(span) or len(span) > _LONGEST:
        return None
    pieces = _pieces(body, span)
    if len(pieces) > 1 and all(is_owner(piece.of(body), units=units) for piece in pieces):
        return pieces
    whole = without_article(body, span)
    return (whole,) if is_owner(whole.of(body), units=units) else None


def _pieces(body: str, span: Span) -> tuple[Span, ...]:
    start, pieces = span.start, []
    for joint in _JOINT.finditer(body, span.start, span.end):
        pieces.append(Span(start, joint.start()))
        start = joint.end()
    pieces.append(Span(start, span.end))
    return tuple(without_article(body, piece) for piece in pieces if len(piece))


def is_owner(printed: str, *, units: frozenset[str]) -> bool:
    """Tell whether the words name one office, body or person that can be asked to act."""
    if printed in units:
        return True
    if (
        _BROKEN_OFF.search(_TITLE_DOT.sub("", printed))
        or len(printed.split()) > _MOST_WORDS
        or "," in printed
    ):
        return False
    head = _HEAD_OF.split(printed)[0]
    if words.RULED.search(head):
        return False
    named = [match for match in words.OWNER_HEAD.finditer(head) if match.end() == len(head)]
    return bool(named) or words.PERSON.fullmatch(printed) is not None
