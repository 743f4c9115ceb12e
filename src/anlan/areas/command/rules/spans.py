"""Half-open spans of a body in code points, and the quotes they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from anlan.core.kernel.errors import BadInput

Pair = tuple[int, int]

GAP = "……"
_LOOSE = " \t\n\u3000，、；,;"


def pairs(stored: Iterable[Sequence[int]]) -> tuple[Pair, ...]:
    """Spans as they come from JSON, in order."""
    return tuple(sorted((int(start), int(end)) for start, end in stored))


def original(body: str, spans: Sequence[Pair], *, lead: Pair | None = None) -> str:
    """The words of the body under the spans, after the words shared with the neighbours; gaps are shown.

    A lead that directly precedes or lies inside the spans is not said twice.
    """
    pieces = [*([lead] if lead and not _inside(lead, spans) else []), *spans]
    said = body[pieces[0][0] : pieces[0][1]]
    for before, after in pairwise(pieces):
        joint = _space(said, body[after[0]]) if before is lead or before[1] == after[0] else GAP
        said += joint + body[after[0] : after[1]]
    return said


def quoted(body: str, spans: Sequence[Pair], *, lead: Pair | None = None) -> str:
    """The same with every gap shown, as a quotation must."""
    pieces = [*([lead] if lead and not _inside(lead, spans) else []), *spans]
    said = body[pieces[0][0] : pieces[0][1]]
    for before, after in pairwise(pieces):
        said += ("" if before[1] == after[0] else GAP) + body[after[0] : after[1]]
    return said


def overlap(one: Iterable[Pair], other: Iterable[Pair]) -> bool:
    """Whether two lists of spans share a character."""
    rest = tuple(other)
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in rest)


def split(body: str, spans: Sequence[Pair], *, at: int) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """The spans before and after an offset, without loose punctuation at the cut; both hold something."""
    before = _cleaned(body, ((start, min(end, at)) for start, end in spans if start < at))
    after = _cleaned(body, ((max(start, at), end) for start, end in spans if end > at))
    if not before or not after:
        raise BadInput("command.split_outside", at=at)
    return before, after


def merge(body: str, lists: Iterable[Sequence[Pair]]) -> tuple[Pair, ...]:
    """All spans of several drafts in order; those parted only by loose punctuation become one."""
    merged: list[Pair] = []
    for start, end in sorted(span for spans in lists for span in spans):
        if merged and not body[merged[-1][1] : start].strip(_LOOSE):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def checked(body: str, start: int, end: int) -> Pair:
    """A selection trimmed of white space; BadInput when it lies outside or holds nothing."""
    if not 0 <= start < end <= len(body):
        raise BadInput("command.span_outside", start=start, end=end, length=len(body))
    trimmed = _cleaned(body, [(start, end)])
    if not trimmed:
        raise BadInput("command.span_empty", start=start, end=end)
    return trimmed[0]


def _cleaned(body: str, spans: Iterable[Pair]) -> tuple[Pair, ...]:
    trimmed = [_trimmed(body, span) for span in spans]
    return tuple(span for span in trimmed if span[0] < span[1])


def _trimmed(body: str, span: Pair) -> Pair:
    start, end = span
    while start < end and body[start] in _LOOSE:
        start += 1
    while end > start and body[end - 1] in _LOOSE:
        end -= 1
    return start, end


def _space(said: str, following: str) -> str:
    """A space between two Latin words that were not neighbours."""
    return (
        " "
        if said[-1:].isascii() and said[-1:].isalnum() and following.isascii() and following.isalnum()
        else ""
    )


def _inside(lead: Pair, spans: Sequence[Pair]) -> bool:
    return any(start <= lead[0] and lead[1] <= end for start, end in spans)
