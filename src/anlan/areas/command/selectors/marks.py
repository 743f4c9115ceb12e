"""The body of a text cut where the marks of drafts begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from anlan.areas.command.selectors.cards import DraftCard


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of the body; with a draft it is a mark, ``last`` where the number stands."""

    text: str
    start: int
    end: int
    draft_id: UUID | None = None
    no: str = ""
    state: str = ""
    last: bool = False


def text_runs(body: str, cards: Iterable[DraftCard]) -> tuple[TextRun, ...]:
    """Every character once, in order; drafts do not overlap, and what is no requirement has no mark."""
    marked = [(span, card) for card in cards if card.state != "not_a_requirement" for span in card.spans]
    found: list[TextRun] = []
    at = 0
    for (start, end), card in sorted(marked, key=lambda mark: (mark[0], str(mark[1].id))):
        if start > at:
            found.append(TextRun(body[at:start], at, start))
        first = max(at, start)
        if first < end:
            last = end == card.spans[-1][1]
            found.append(TextRun(body[first:end], first, end, card.id, card.no, card.state, last=last))
            at = end
    if at < len(body):
        found.append(TextRun(body[at:], at, len(body)))
    return tuple(found)
