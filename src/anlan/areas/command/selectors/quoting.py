"""A text with the places that requirements quote."""

from __future__ import annotations

from dataclasses import dataclass

from anlan.areas.command.models import Source
from anlan.areas.command.models.choices import DirectiveKind, Origin
from anlan.areas.command.rules.spans import pairs
from anlan.areas.command.selectors.sight import directives
from anlan.areas.command.states import DirectiveState
from anlan.core.access import Actor


@dataclass(frozen=True, slots=True)
class QuotedRun:
    """A stretch of the text; with a code it is what a requirement quotes."""

    text: str
    code: str = ""
    no: str = ""
    first: bool = False


def quoting_runs(viewer: Actor, source: Source) -> tuple[QuotedRun, ...]:
    """Every character once, in order; only requirements in force that the viewer sees are marked."""
    rows = directives(viewer).filter(source=source, kind=DirectiveKind.ITEM, origin=Origin.CENTRAL)
    ended = (DirectiveState.SUPERSEDED, DirectiveState.WITHDRAWN)
    marks = sorted(
        (span, row.code, row.no) for row in rows.exclude(state__in=ended) for span in pairs(row.spans)
    )
    found: list[QuotedRun] = []
    known: set[str] = set()
    at = 0
    for (start, end), code, no in marks:
        if end <= at:
            continue
        if start > at:
            found.append(QuotedRun(source.body[at:start]))
        found.append(QuotedRun(source.body[max(at, start) : end], code, no, first=code not in known))
        known.add(code)
        at = end
    return (*found, QuotedRun(source.body[at:])) if at < len(source.body) else tuple(found)
