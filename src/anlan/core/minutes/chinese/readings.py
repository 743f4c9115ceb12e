"""Reading one comma clause: the first of the possible readings that fits."""

from __future__ import annotations

import re
from dataclasses import replace

from anlan.core.minutes.body import Span
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.clauses import Clause, Manner, Reading, Role, plain_reading
from anlan.core.minutes.chinese.commands import commanded, order_word, subject_before
from anlan.core.minutes.chinese.conditions import whole_condition
from anlan.core.minutes.chinese.imperatives import assignment, bare_order, framed, requested

_MEETING_SAYS = re.compile(
    r"(?:会议|他|她)(?:还|也|同时|最后|进一步|现场|一致)*(?:要求|强调|指出|决定|明确)[，,：:]?"
)
_QUOTES = {"“": "”", "‘": "’", "（": "）", "(": ")"}
_ASIDE = re.compile(r"[（(]?[（(【\[][^（）()【】\[\]\n]{0,12}[）)】\]]{1,2}")
_SAYS_ON = re.compile(r"(?:强调|指出)(?=[\u3400-\u9fff]{1,24}(?:要|须|应|必须|不得|务必))")


def read_clause(body: str, clause: Clause, *, manner: Manner) -> Reading:
    """Return what the clause does; the first reading that fits."""
    span = _after_links(body, clause.span)
    opened = clause if span == clause.span else replace(clause, span=span)
    for attempt in _ATTEMPTS:
        reading = attempt(body, opened, manner)
        if reading is not None:
            return reading
    return plain_reading(opened, Role.STATEMENT)


def _after_links(body: str, span: Span) -> Span:
    """Return the span without the conjunctions and quotes it opens with."""
    start = span.start
    while start < span.end:
        link = (
            words.CONJUNCTION.match(body, start, span.end)
            or _SAYS_ON.match(body, start, span.end)
            or _MEETING_SAYS.match(body, start, span.end)
            or _ASIDE.match(body, start, span.end)
        )
        if link is None and not _skipped(body, start, span.end):
            break
        start = link.end() if link is not None else start + 1
    return Span(start, span.end) if start < span.end else span


def _skipped(body: str, start: int, end: int) -> bool:
    """Tell whether a blank, or a quote that is not closed in this clause, stands here."""
    closer = _QUOTES.get(body[start])
    return body[start].isspace() if closer is None else body.find(closer, start + 1, end) < 0


def _aim(body: str, clause: Clause, manner: Manner) -> Reading | None:
    """A result, an attitude or a slogan."""
    text = clause.span.of(body)
    if words.ATTITUDES.match(text) or _attitude_of_someone(body, clause, manner):
        return _attitude(body, clause, manner)
    if words.SLOGANS.match(text) and not words.SLOGAN_BANS.search(text) and not words.BANS.search(text):
        return plain_reading(clause, Role.SLOGAN)
    if words.RESULTS.match(text) and not words.FIRM_BAN.match(text):
        return plain_reading(clause, Role.RESULT)
    return None


def _attitude_of_someone(body: str, clause: Clause, manner: Manner) -> bool:
    word = order_word(body, clause.span)
    return word is not None and words.ATTITUDES.match(body, word[0].end, clause.span.end) is not None


def _attitude(body: str, clause: Clause, manner: Manner) -> Reading:
    """各单位要高度重视: no part, but it names the subject of what follows."""
    word = order_word(body, clause.span)
    reading = plain_reading(clause, Role.ATTITUDE)
    if word is None:
        return reading
    subject = subject_before(body, Span(clause.span.start, word[0].start), manner=manner)
    begin = word[0].end if subject.begin is None else subject.begin
    return replace(reading, begin=begin, act=word[0].end, owners=subject.owners, explicit=True)


_ATTEMPTS = (assignment, whole_condition, _aim, commanded, requested, framed, bare_order)
