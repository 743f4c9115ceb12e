"""The body of a text: lines, sentences and clauses as half-open spans of code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NEWLINES = re.compile(r"\r\n?")
_INVISIBLE = "\ufeff\u200b\u200c\u200d"
_CLOSERS = "”’」』）)】》\"'"
_STOP = re.compile(r"[。！？!?．]+|\.(?!\d)|…{2,}")
_SEMICOLON = re.compile(r"[；;]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|No|St|vs|etc|e\.g|i\.e|a\.m|p\.m|Dept|approx|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])$"
)
_ITEM_NUMBER = re.compile(r"\s*[(（]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
# A dot before one of these is a blot on the page, not the end of a sentence.
NEVER_FIRST = re.compile(r"[的地得了着过们]|[上下](?![半周月级述午课学次一列面])")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of the body, counted in code points."""

    start: int
    end: int

    def of(self, body: str) -> str:
        """Return the stretch of text."""
        return body[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


def normal_newlines(text: str) -> str:
    """Return the text with every kind of line break as a line feed, otherwise unchanged."""
    return _NEWLINES.sub("\n", text)


def is_han(character: str) -> bool:
    """Tell whether the character is a Chinese ideograph."""
    return _HAN.match(character) is not None


def trimmed(body: str, *, start: int, end: int, also: str = "") -> Span:
    """Return the span without white space, and without the characters of `also`, at both ends."""
    also += _INVISIBLE
    end = max(start, end)
    while start < end and (body[start].isspace() or body[start] in also):
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in also):
        end -= 1
    return Span(start, end)


def lines(body: str) -> Iterator[Span]:
    """Yield the lines that hold anything, without the white space around them."""
    start = 0
    for piece in body.split("\n"):
        span = trimmed(body, start=start, end=start + len(piece))
        if len(span):
            yield span
        start += len(piece) + 1


def sentences(body: str, line: Span) -> Iterator[Span]:
    """Yield the sentences of a line, each with its closing mark."""
    start = line.start
    for stop in _STOP.finditer(body, line.start, line.end):
        if stop.start() < start or not _ends_sentence(body, line=line, start=start, stop=stop):
            continue
        end = stop.end()
        while end < line.end and body[end] in _CLOSERS:
            end += 1
        yield trimmed(body, start=start, end=end)
        start = end
    rest = trimmed(body, start=start, end=line.end)
    if len(rest):
        yield rest


def _ends_sentence(body: str, *, line: Span, start: int, stop: re.Match[str]) -> bool:
    """Tell a full stop from the dot of a number, an item or an abbreviation."""
    if stop.group() != ".":
        return True
    before = body[start : stop.start()][-12:]
    if _ITEM_NUMBER.fullmatch(before) or _ABBREVIATION.search(before):
        return False
    if stop.end() >= line.end or body[stop.end()] in _CLOSERS:
        return True
    following = body[stop.end()]
    if following.isspace():
        return True
    begins = is_han(following) and NEVER_FIRST.match(body, stop.end()) is None
    return begins and "。" not in body[line.start : line.end]


def clauses(body: str, sentence: Span) -> Iterator[Span]:
    """Yield the clauses of a sentence, parted at semicolons, each with its closing mark."""
    start = sentence.start
    for mark in _SEMICOLON.finditer(body, sentence.start, sentence.end):
        yield trimmed(body, start=start, end=mark.end())
        start = mark.end()
    rest = trimmed(body, start=start, end=sentence.end)
    if len(rest):
        yield rest
