"""Paragraphs of a body: printed lines joined where the page width broke them, page numbers left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anlan.core.minutes.body import Span, is_han, lines
from anlan.core.minutes.markers import Marker, markers_in

_PAGE_NUMBER = re.compile(
    r"[－—–\-_·]\s*\d{1,4}\s*[－—–\-_·]|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
    r"|Page \d{1,4}(?: of \d{1,4})?|[^，。；]{2,60}[\s\u3000]第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?"
    r"|[^.;]{2,60}\s{2,}Page \d{1,4}(?: of \d{1,4})?"
)
# Nobody writes a paragraph of thirty pages: longer ones are no language, and are left unread.
LONGEST_PARAGRAPH = 20_000
_ENDS = "。！？；：.!?;:”…—"
_WIDEST_PRINTED_LINE = 130
_NARROWEST_PRINTED_LINE = 40
_NEAR_FULL = 0.85
_FEWEST_FULL_LINES = 2
_SLACK_FOR_PUNCTUATION = 5
_WIDE = 0x2E80


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the places where list items may begin in it."""

    span: Span
    markers: tuple[Marker, ...]


def meeting(paragraphs: Sequence[Paragraph], span: Span) -> range:
    """Return the indexes of the paragraphs that share a character with a span."""
    first = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.span.end)
    return range(first, bisect_left(paragraphs, span.end, key=lambda paragraph: paragraph.span.start))


def paragraphs(body: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs in order."""
    return tuple(
        Paragraph(span, tuple(markers_in(body, span)))
        for span in _joined(body)
        if len(span) <= LONGEST_PARAGRAPH
    )


def _joined(body: str) -> Iterator[Span]:
    """Yield the lines, those broken by the page width put together."""
    printed = [span for span in lines(body) if not _PAGE_NUMBER.fullmatch(span.of(body))]
    full = _full_width(body, printed)
    held: Span | None = None
    for line in printed:
        if held is not None and full and _goes_on(body, held, line, full=full):
            held = Span(held.start, line.end)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _full_width(body: str, printed: list[Span]) -> int:
    """Return the width at which this text breaks its lines, 0 when it does not."""
    widths = [_printed_width(body, span) for span in printed]
    widest = max(widths, default=0)
    full_lines = sum(width >= _NEAR_FULL * widest for width in widths)
    breaks = _NARROWEST_PRINTED_LINE <= widest <= _WIDEST_PRINTED_LINE and full_lines >= _FEWEST_FULL_LINES
    return widest if breaks else 0


def _printed_width(body: str, span: Span) -> int:
    """Return the width of a line with its indentation, an ideograph counting two."""
    start = body.rfind("\n", 0, span.start) + 1
    return sum(
        2 if ord(character) > _WIDE else 1 for character in body[start : span.end][: _WIDEST_PRINTED_LINE + 1]
    )


def _goes_on(body: str, held: Span, line: Span, *, full: int) -> bool:
    """Tell whether the first word of the next line had no room in this one."""
    if body[held.end - 1] in _ENDS or (
        body.count("\n", held.end, line.start) > 1 and not _only_noise(body, held, line)
    ):
        return False
    if next(markers_in(body, Span(line.start, min(line.start + 12, line.end))), None) is not None:
        return False
    last_line = Span(max(held.start, body.rfind("\n", held.start, held.end) + 1), held.end)
    return _printed_width(body, last_line) + _first_word_width(body, line) > full


def _only_noise(body: str, held: Span, line: Span) -> bool:
    """Tell whether nothing but a page number stands between two lines."""
    between = [part.strip() for part in body[held.end : line.start].split("\n") if part.strip()]
    return bool(between)


def _first_word_width(body: str, line: Span) -> int:
    if is_han(body[line.start]):
        return 2 + _SLACK_FOR_PUNCTUATION
    word = re.compile(r"\S{1,40}").match(body, line.start, line.end)
    return 1 + len(word.group()) if word else 1
