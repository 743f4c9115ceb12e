"""Section headings: numbered lines that only name a kind of content give way to what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anlan.core.minutes.body import Span, clauses, sentences, trimmed
from anlan.core.minutes.language import language_of
from anlan.core.minutes.lists import Item
from anlan.core.minutes.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Outline:
    """The lists that may hold requirements, and the paragraphs that are section headings."""

    lists: tuple[tuple[Item, ...], ...]
    headings: frozenset[int]


def outline(
    body: str, paragraphs: Sequence[Paragraph], lists: Sequence[Sequence[Item]], *, anew: frozenset[int]
) -> Outline:
    """Return the lists with section headings dissolved; `anew` are the paragraphs that open with a speaker."""
    headings: set[int] = set()
    kept = tuple(_kept(body, paragraphs, lists, anew=anew, headings=headings))
    return Outline(tuple(sorted(kept, key=lambda members: members[0].start)), frozenset(headings))


def _kept(
    body: str,
    paragraphs: Sequence[Paragraph],
    lists: Sequence[Sequence[Item]],
    *,
    anew: frozenset[int],
    headings: set[int],
) -> Iterator[tuple[Item, ...]]:
    for members in lists:
        staying = []
        for item in members:
            if _is_section(body, paragraphs, item, anew=anew):
                headings.add(item.paragraph)
                yield from _kept(body, paragraphs, item.children, anew=anew, headings=headings)
            else:
                staying.append(item)
        if staying:
            yield tuple(staying)


def _is_section(body: str, paragraphs: Sequence[Paragraph], item: Item, *, anew: frozenset[int]) -> bool:
    """Tell whether the item's first line is nothing but the name of a kind of content."""
    line = paragraphs[item.paragraph].span
    if not item.marker.at_line or item.end <= line.end:
        return False
    heading = heading_of(body, Span(item.marker.text_start, line.end))
    if trimmed(body, start=heading.end, end=line.end, also="。.：:").start < line.end:
        return False
    language = language_of(body, line)
    title = heading.of(body)
    if language.is_account(title):
        return True
    return language.is_section_title(title) and (bool(item.children) or item.paragraph + 1 in anew)


def heading_of(body: str, line: Span) -> Span:
    """Return the text up to the first full stop or semicolon of a line, without that mark."""
    line = trimmed(body, start=line.start, end=line.end)
    sentence = next(sentences(body, line), line)
    clause = next(clauses(body, sentence), sentence)
    return trimmed(body, start=clause.start, end=clause.end, also="。；;．.！!？?")
