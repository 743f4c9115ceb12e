"""The days of the meeting and of publication: from labelled lines, date lines, titles, first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from anlan.core.minutes.printed_dates import PrintedDay, days_in, full_date, whole_days
from anlan.core.minutes.told_days import Known, told_day

_PUBLISHED = re.compile(
    r"发布|来源|编辑|供稿|撰稿|投稿|文字|发表|印发|作者|记者|通讯员|浏览|点击|阅读|访问|更新|成文|落款"
    r"|新闻网|宣传部|公众号"
    r"|[Pp]ublished|[Pp]osted"
    r"|[Ii]ssued|[Uu]pdated|[Rr]eleased|[Ss]ource|[Cc]irculated|[Dd]ate of (?:issue|publication)"
    r"|[Ll]ast modified"
)
_HELD = re.compile(
    r"(?:会议|开会|召开|举行|活动|检查|演练)(?:时间|日期)|(?:时间|日期)[、和及与]?地点|(?:于"
    r"|在)[^，。；]{4,40}召开"
    r"|\b[Hh]eld(?: on)?\b|\b(?:[Dd]ate|[Tt]ime) (?:of|and place of) (?:the )?meeting|[Mm]eeting [Dd]ate"
    r"|\b(?:[Mm]eeting|[Mm]inutes)(?: held)?(?: on| of)? (?:the )?(?=\w+,? \d|\d)|[Dd]ate of (?:visit"
    r"|inspection)"
)
_ANY_DAY_LABEL = re.compile(r"(?:时\s*间|日\s*期|Date|Time|When|Date and time|DATE)\s*[：:]")
_OF_A_MEETING = re.compile(
    r"(?:会议)?(?:地\s*点|主\s*持\s*人?|参\s*加(?:人员)?|参会(?:人员)?|与会(?:人员)?|出\s*席(?:人员)?"
    r"|列\s*席(?:人员)?|缺\s*席(?:人员)?|请假(?:人员)?|记\s*录(?:人|员)?|议\s*题|议程)\s*[：:]"
    r"|(?:Present|In attendance|Attendees|Attending|Members present|Apologies|Chair(?:ed by)?"
    r"|In the chair|Minutes"
    r"(?: taken)? by|Venue|Location|Minute[- ]taker|Secretary|Absent|Participants)\s*:"
)
_NEXT = re.compile(r"\b(?:next|previous|last) (?:meeting|session)|下次|上次|下一次", re.IGNORECASE)
_MINUTES_TITLE = re.compile(
    r"纪\s?要|记\s?录|会议$|例会$|议事录|会议摘要|\b(?:minutes|notes?|resolutions|decisions)\b"
    r"|\bmeeting\b(?=$|,? (?:of|on|held|no)\b|[,:])"
    r"|\b(?:committee|board|council|senate|group|panel|party|taskforce|forum|executive)(?=$|[,:(])",
    re.IGNORECASE,
)
_NEWS_TITLE = re.compile(r"召开|举行|举办|部署|开展|走进|这样|我校|我院")
_MEMO = re.compile(
    r"(?:To|From|TO|FROM|Memo\w*|MEMO\w*|Circular|CIRCULAR|Notice|NOTICE)\b[^.]{0,40}?(?::|$|,)|Memorandum"
)
_YEAR = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:年(?!级|版|度)|\s*[〕\]】])|[〔\[【](?P<of_paper>20\d\d)[〕\]】]"
)
_BRACKET = re.compile(r"(?:[\u3400-\u9fff]{0,8}讯)?\s*[（(【\[](?P<inside>[^）)】\]]{4,60})[）)】\]]")


class _Line(Enum):
    """What a line with a day in it dates."""

    MEETING = "meeting"
    PUBLICATION = "publication"
    LABELLED = "labelled"
    BARE = "bare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the days are read from: all paragraphs, which is the title, which lines are head or signature."""

    texts: Sequence[str]
    title: int | None
    lines: Sequence[int]
    signature: Sequence[int]
    matter: Sequence[int]
    notice: bool


def days_of(head: Head) -> tuple[date | None, date | None]:
    """Return (held on, published on)."""
    title = "" if head.title is None else head.texts[head.title]
    rows = [(kind, head.texts[index]) for index in head.lines for kind in _kind(head.texts[index])]
    memo = any(_MEMO.match(head.texts[index]) for index in head.lines)
    of_meeting = not memo and not head.notice and _is_of_a_meeting(head, title)
    dates_meeting = (_Line.MEETING, *((_Line.LABELLED,) if of_meeting else ()))
    published = _published(head, rows, but=dates_meeting, bare=not of_meeting)
    bare = next((found for kind, text in rows if kind is _Line.BARE and (found := full_date(text))), None)
    known = Known(published=published or bare, year=_year_in(head))
    held = _labelled(rows, dates_meeting, known=known)
    if held is None and not memo:
        held = _in_title(title, known=known) or told_day(
            _matter(head), known=known, title=title, notice=head.notice
        )
    if held is None and of_meeting and bare is not None:
        return bare, published
    if published is None and bare is not None and (bare != held or not of_meeting):
        return held, bare
    return held, published


def _matter(head: Head) -> Iterator[str]:
    return (head.texts[index] for index in head.matter)


def _kind(text: str) -> Iterator[_Line]:
    """Yield what a line dates; one that names the meeting and its publication dates both."""
    if _NEXT.search(text) or not (days_in(text) or full_date(text, compact=True)):
        return
    if _PUBLISHED.search(text):
        yield _Line.PUBLICATION
    elif _HELD.search(text):
        yield _Line.MEETING
    else:
        yield _Line.LABELLED if _ANY_DAY_LABEL.search(text) else _Line.BARE


def _is_of_a_meeting(head: Head, title: str) -> bool:
    """Tell minutes from news and papers: by the title, or by lines like 主持人： and Present:"""
    if any(_OF_A_MEETING.match(head.texts[index]) for index in head.lines):
        return True
    heads = [title, *(head.texts[index] for index in head.lines[:3])]
    return not _NEWS_TITLE.search(title) and any(_MINUTES_TITLE.search(text) for text in heads)


def _published(
    head: Head, rows: Sequence[tuple[_Line, str]], *, but: Sequence[_Line], bare: bool
) -> date | None:
    """Return the day of publication: a labelled line, a bracket that opens the text, the signature."""
    for wanted in (_Line.PUBLICATION, _Line.LABELLED, _Line.BARE):
        if wanted in but or (wanted is _Line.BARE and not bare):
            continue
        for kind, text in rows:
            found = full_date(text, compact=kind is not _Line.BARE) if kind is wanted else None
            if found is not None:
                return found
    for text in [head.texts[index] for index in head.matter[:3]]:
        bracket = _BRACKET.match(text)
        found = full_date(bracket["inside"]) if bracket else None
        if found is not None:
            return found
    return next((found for index in head.signature if (found := full_date(head.texts[index]))), None)


def _labelled(rows: Sequence[tuple[_Line, str]], kinds: Sequence[_Line], *, known: Known) -> date | None:
    for wanted in kinds:
        for kind, text in rows:
            found = known.first(days_in(text)) or full_date(text, compact=True) if kind is wanted else None
            if found is not None:
                return found
    return None


def _in_title(title: str, *, known: Known) -> date | None:
    """Return the day that a title gives its meeting: Minutes of the meeting of 3 March 2022."""
    days: tuple[PrintedDay, ...] = whole_days(title)
    if not days or not _MINUTES_TITLE.search(title):
        return None
    return known.first(days)


def _year_in(head: Head) -> int | None:
    """Return the year that title or head lines print without a day: 2022年…会议, 〔2022〕3号."""
    first = min(head.matter, default=len(head.texts))
    for text in head.texts[: max(first, (head.title or 0) + 1)]:
        found = _YEAR.search(text)
        if found is not None:
            return int(found["year"] or found["of_paper"])
    return None
