"""What passes between the reading of structure and the reading of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from anlan.core.minutes.body import Span
from anlan.core.minutes.model import Deadline

_SURE_FALL_BACK = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch whose parts are read together: an item without its sub-items, or an unmarked requirement.

    `first_clause` is the start of its heading, `text_follows` whether more stands after the heading,
    `openings` the stretches like 会议要求， that introduce and are no clause, `demands` whether they order.
    """

    span: Span
    lines: tuple[Span, ...]
    first_clause: Span
    text_follows: bool
    marked: bool
    openings: tuple[Span, ...] = ()
    demands: bool = False

    def past_openings(self, span: Span) -> Span:
        """Return the span without an opening that it begins with."""
        for opening in self.openings:
            if opening.start <= span.start < opening.end:
                span = Span(min(opening.end, span.end), span.end)
        return span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A part before it has a number: `clause` is the comma clause it was cut from."""

    span: Span
    lead: Span | None
    owners: tuple[str, ...]
    deadline: Deadline | None
    condition: Span | None
    ban: bool
    relayed: bool
    clause: Span
    names_more: bool
    fall_back: bool
    explicit: bool
    sure: float


def settled(drafts: Sequence[Draft], *, unit: Unit) -> list[Draft]:
    """Return the real parts of a unit; its attitudes and results only when nothing else is left."""
    real = [d for d in drafts if not d.fall_back]
    if not real:
        return [replace(d, sure=_SURE_FALL_BACK) for d in drafts]
    later = [d for d in real if d.clause.start >= unit.first_clause.end]
    if unit.text_follows and later:
        return [d for d in real if d.clause.start >= unit.first_clause.end or d.names_more]
    return real


def orders(drafts: Sequence[Draft], *, strict: bool) -> bool:
    """Tell whether drafts make an order: a real part, or an order word; strictly, the order word itself."""
    if strict:
        return any(d.explicit for d in drafts)
    return any(d.explicit or not d.fall_back for d in drafts)
