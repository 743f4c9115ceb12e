"""Deadlines as printed in orders: where they stand, what day they mean, how they repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from anlan.core.minutes.body import Span
from anlan.core.minutes.deadlines import chinese, english
from anlan.core.minutes.deadlines.phrase import Phrase
from anlan.core.minutes.model import Deadline

# A day that starts something, lies back, or only names a paper or a meeting sets no limit.
_NOT_AFTER = re.compile(
    r"\s?(?:起(?!草)|开始|以来|后|之后|以后|的|印发|下发|发布的|(?:召开|举行)的|[（(]含|有|出现|内?曾"
    r"|到过|来过|进出过|以上|以下|不少于?\d|日(?!前|内))"
)
_QUALIFIES = re.compile(
    r"(?:报到|入住|返校|离校|到校|入学|入职|入校|进校|毕业|退休|召开|举行|举办|印发|发布|下发|发生|出现"
    r"|通报|提交|收到|购买|采购|生产)的"
)
_NOT_BEFORE = re.compile(
    r"(?:近|过去|最近|此前|之前|以前|前|满|超过|第|再过|不少于|至少|自|从|自从|以来|持续|连续)\s?$"
)
_STARTS = re.compile(r"(?:^|[^一-鿿])(?:自|从)$")
_HOUR_AT_END = re.compile(r"(?:[点时半]|\d)$")
_STARTS_THERE = re.compile(r"\s?(?:后(?!勤)|以后|之后|起(?!草)|开始)")
_EVEN_SO = re.compile(r"即日|今[日天]|现在|至|到")
_LIMIT = re.compile(r"[前内止至到底末]|\b(?:by|before|until|till|within|later than)\b", re.IGNORECASE)
_ENGLISH_STARTS = re.compile(
    r"\b(?:from|since|after|starting|beginning|effective|as of|dated|last|early|late|mid)(?: on)?[ -]$"
    r"|\b(?<!\bbe )(?!need|speed|feed|seed|bed|shed)\w{2,}(?:ed|ought|aught|sent|held|made|found|given"
    r"|taken|seen) (?:on|at|last) $",
    re.IGNORECASE,
)
_BE_BEFORE = re.compile(r"\b(?:be|been|shall|must|will|to)(?: \w+ly)? \w+ (?:on|at) $", re.IGNORECASE)
_CJK = re.compile(r"[\u3400-\u9fff]")
_LONGEST_CLAUSE = 4_000


def deadlines_in(body: str, span: Span, *, base: date | None) -> tuple[Deadline, ...]:
    """Return the deadlines printed in a stretch of the body, in order, never overlapping."""
    if len(span) > _LONGEST_CLAUSE:
        return ()
    is_chinese = _CJK.search(body, span.start, span.end) is not None
    if is_chinese and not chinese.TRIGGER.search(body, span.start, span.end):
        return ()
    table = chinese.PHRASES if is_chinese else english.PHRASES
    found = sorted(_matches(body, span, table=table, base=base), key=lambda d: (d.span.start, -d.span.end))
    chosen: list[Deadline] = []
    for deadline in found:
        if not chosen or deadline.span.start >= chosen[-1].span.end:
            chosen.append(deadline)
    return tuple(chosen)


def _matches(body: str, span: Span, *, table: tuple[Phrase, ...], base: date | None) -> Iterator[Deadline]:
    for row in table:
        for match in row.pattern.finditer(body, span.start, span.end):
            where = _trimmed_match(match)
            reckoned = row.reckoned(match, base) if _sets_a_limit(body, where, span=span) else None
            if reckoned is not None and not _lies_back(body, where, due=reckoned[0], base=base):
                yield Deadline(text=where.of(body), span=where, due=reckoned[0], repeats=reckoned[1])


def _trimmed_match(match: re.Match[str]) -> Span:
    """Return the span of the time words without 自 or 从 and without white space around them."""
    printed = match.group()
    start = match.start() + len(printed) - len(printed.lstrip(" 自从"))
    return Span(start, match.end() - len(printed) + len(printed.rstrip()))


def _lies_back(body: str, where: Span, *, due: str | None, base: date | None) -> bool:
    """Tell a day that is past, and that nothing makes a limit: 5月10日 of 对5月10日会议部署的任务."""
    if due is None or base is None or due[:10] >= base.isoformat():
        return False
    return _LIMIT.search(where.of(body)) is None


def _sets_a_limit(body: str, where: Span, *, span: Span) -> bool:
    """Tell a limit from a starting day, a past stretch of time and the date of a paper."""
    printed = where.of(body)
    if _QUALIFIES.match(body, where.end, span.end):
        return False
    if not _CJK.search(printed):
        return not _qualifies_in_english(body, where, span=span)
    if printed.endswith(("前", "止")):
        return True
    if printed.startswith("每"):
        return _HOUR_AT_END.search(printed) is None or not _STARTS_THERE.match(body, where.end, span.end)
    after = body[where.end : min(where.end + 8, span.end)]
    before = body[max(span.start, where.start - 3) : where.start]
    if _EVEN_SO.search(printed):
        return not _NOT_AFTER.match(after)
    return not _NOT_AFTER.match(after) and not _NOT_BEFORE.search(before)


def _qualifies_in_english(body: str, where: Span, *, span: Span) -> bool:
    """Tell the day of `supplied on Monday` and `from 1 June` from the day of `be held on Monday`."""
    if _LIMIT.match(body, where.start, where.end):
        return False
    before = body[max(span.start, where.start - 40) : where.start]
    return _ENGLISH_STARTS.search(before) is not None and _BE_BEFORE.search(before) is None
