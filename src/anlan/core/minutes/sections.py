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
    """The lists that may hold requirements, the paragraphs that are headings, and where lists tell."""

    lists: tuple[tuple[Item, ...], ...]
    headings: frozenset[int]
    accounts: frozenset[int]


def outline(body: str, paragraphs: Sequence[Paragraph], lists: Sequence[Sequence[Item]]) -> Outline:
    """Return the lists with section headings dissolved."""
    headings: set[int] = set()
    kept = sorted(
        _kept(body, paragraphs, lists, headings=headings, told=False),
        key=lambda row: row[0][0].start,
    )
    accounts = frozenset(members[0].start for members, told in kept if told)
    return Outline(tuple(members for members, _ in kept), frozenset(headings), accounts)


def _kept(
    body: str,
    paragraphs: Sequence[Paragraph],
    lists: Sequence[Sequence[Item]],
    *,
    headings: set[int],
    told: bool,
) -> Iterator[tuple[tuple[Item, ...], bool]]:
    """Yield each list with whether it stands under a heading that tells (工作小结)."""
    for members in lists:
        staying = []
        for item in members:
            if _is_section(body, paragraphs, item):
                headings.add(item.paragraph)
                line = paragraphs[item.paragraph].span
                title = heading_of(body, Span(item.marker.text_start, line.end)).of(body)
                inner = told or language_of(body, line).is_account(title)
                yield from _kept(body, paragraphs, item.children, headings=headings, told=inner)
            else:
                staying.append(item)
        if staying:
            yield tuple(staying), told


def _is_section(body: str, paragraphs: Sequence[Paragraph], item: Item) -> bool:
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
    return language.is_section_title(title)


def heading_of(body: str, line: Span) -> Span:
    """Return the text up to the first full stop or semicolon of a line, without that mark."""
    line = trimmed(body, start=line.start, end=line.end)
    sentence = next(sentences(body, line), line)
    clause = next(clauses(body, sentence), sentence)
    return trimmed(body, start=clause.start, end=clause.end, also="。；;．.！!？?")
