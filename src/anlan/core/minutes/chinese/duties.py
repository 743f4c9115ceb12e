"""Closing notes that name who and until when for a whole sentence or item: 责任单位, 完成时限."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.core.minutes.body import Span, trimmed
from anlan.core.minutes.chinese.clauses import Manner
from anlan.core.minutes.model import Deadline

_LABEL = (
    r"(?:责任单位|责任部门|牵头单位|牵头部门|配合单位|配合部门|责任领导|责任人|负责单位|负责部门|负责人"
    r"|承办单位|承办部门|落实单位|协办单位|协同单位|主责单位|主办单位|参与单位|牵头|配合"
    r"|完成时限|完成时间|整改时限|办结时限|落实时限|时限|期限|截止时间|完成期限)"
)
_NOTE = re.compile(
    rf"[（(【\[]\s*(?P<inside>{_LABEL}\s*[：:][^（()）\n]{{1,120}})[）)】\]]"
    rf"|(?P<open>{_LABEL}\s*[：:][^。\n]{{1,120}})"
)
_FIELD = re.compile(
    rf"(?P<label>{_LABEL})\s*[：:]\s*(?P<value>[^；;。\n]*?)(?=$|[；;。]|[，,\s]+{_LABEL}\s*[：:])"
)
_TIME = re.compile(r"时限|时间|期限")


@dataclass(frozen=True, slots=True)
class Duty:
    """A closing note: where it stands, what it reaches over, whom and what time it names."""

    span: Span
    over: Span
    owners: tuple[str, ...]
    deadline: Deadline | None
    of_sentence: bool


def duties_in(body: str, unit: Span, *, manner: Manner) -> Iterator[Duty]:
    """Yield the notes of an item; at its end or on a line of their own they hold for all of it."""
    for match in _NOTE.finditer(body, unit.start, unit.end):
        inside = Span(*(match.span("inside") if match["inside"] else match.span("open")))
        owners: list[str] = []
        deadline: Deadline | None = None
        for entry in _FIELD.finditer(body, inside.start, inside.end):
            value = trimmed(body, start=entry.start("value"), end=entry.end("value"))
            if _TIME.search(entry["label"]):
                deadline = next(iter(manner.times(body, value)), deadline)
            else:
                owners += [owner.of(body) for owner in manner.directory.owners_in(body, value) or ()]
        if owners or deadline:
            over = _over(body, match, unit)
            yield Duty(Span(match.start(), match.end()), over, tuple(owners), deadline, over != unit)


def _over(body: str, match: re.Match[str], unit: Span) -> Span:
    """Return the stretch a note closes: its sentence, or the whole item."""
    line_start = body.rfind("\n", unit.start, match.start()) + 1
    rest = body[match.end() : unit.end].strip(" \t\u3000。；;.\n")
    if not rest or not body[line_start : match.start()].strip():
        return unit
    before = body.rfind("。", unit.start, match.start())
    return Span(unit.start if before < 0 else before, match.end())


def without_duties(sentence: Span, duties: tuple[Duty, ...]) -> Iterator[Span]:
    """Yield the stretches of a sentence that are no closing note."""
    start = sentence.start
    for duty in duties:
        if duty.span.meets(sentence):
            if duty.span.start > start:
                yield Span(start, duty.span.start)
            start = max(start, duty.span.end)
    if start < sentence.end:
        yield Span(start, sentence.end)
