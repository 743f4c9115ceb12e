"""The day of a meeting as the text tells it: 5月19日下午，学校召开…; The Committee met on 3 May."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from anlan.core.minutes.body import Span, sentences
from anlan.core.minutes.deadlines.reckoning import safe_date
from anlan.core.minutes.printed_dates import PrintedDay, days_in

_PARAGRAPHS_LOOKED_AT = 4
_EVENT = re.compile(
    r"(?:召开|举行|举办|召集|开会|集中学习|开展了?[^，。]{0,20}(?:检查|演练|调研|督查|督导|培训|活动))"
    r"(?!的|后|以来|之后|之前|前(?!瞻)|[^，。；]{0,40}(?:会议|大会|推进会|部署会|例会)(?:的)?(?:精神|要求"
    r"|部署|以后|之后|后))"
)
_WIDER_EVENT = re.compile(
    r"调研|检查|督查|督导|走访|慰问|视察|巡查|指导|培训|讲座|演练|部署|主持|听取|会议|座谈|研究|传达|学习"
    r"|带队|来校|来我校"
)
_NOT_YET = re.compile(r"(?:将(?!近)|拟|定于|计划于|预计|预定|准备)[^，。；]{0,40}$")
_NOT_YET_IN_TITLE = re.compile(r"将|拟|即将|通知$")
_SAME_DAY = re.compile(r"(?:当[天日晚夜]|同[日天]|随即|随后)")
_MISHAP = re.compile(r"发生|突发|停[水电]|爆裂|起火|火情|受.{1,12}影响|暴雨|台风|地震|报告")
_NO_DAY_OF_ITS_OWN = re.compile(r"(?:截至|截止|自|从|至|到|起|据)\s*$")
_FIRST = re.compile(
    r"(?:[\u3400-\u9fff]{0,8}讯)?\s*(?:[（(【\[][^）)】\]]{2,60}[）)】\]])?\s*(?:[\u3400-\u9fff]{0,10}讯)?\s*(?:今年|本月)?"
)
_BEGINS_CLAUSE = re.compile(r"(?:^|[，；,;：:）)】\s]|今年|于|在)$")
_ENGLISH_EVENT = re.compile(
    r"\b(?:met|convened|gathered|assembled|held|took place|was chaired|chaired (?:a|an|the)|sat"
    r"|meeting (?:of|on)|session (?:of|on)|visited|inspected)\b"
)
_ENGLISH_NOT_IT = re.compile(
    r"\b(?:last|previous|next|earlier|will|shall|to be|would|due|fixed|scheduled|planned|since|could"
    r"|might|may|should|can|cannot|must)\b"
)
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a day without a year is counted from: the publication, else a year printed in the head."""

    published: date | None
    year: int | None

    def day(self, printed: PrintedDay) -> date | None:
        """Return the day meant: before the publication where there is one."""
        if printed.year:
            return printed.whole()
        if self.published is not None:
            found = safe_date(self.published.year, printed.month, printed.day)
            if found is not None and found > self.published:
                return safe_date(self.published.year - 1, printed.month, printed.day)
            return found
        return safe_date(self.year, printed.month, printed.day) if self.year else None

    def first(self, days: Iterable[PrintedDay]) -> date | None:
        """Return the first of the days that the calendar has."""
        return next((found for day in days if (found := self.day(day))), None)


def told_day(paragraphs: Iterable[str], *, known: Known, title: str, notice: bool) -> date | None:
    """Return the day on which the first paragraphs say that something was held."""
    event_known = _EVENT.search(title) is not None and _NOT_YET_IN_TITLE.search(title) is None
    told = [
        span.of(text)
        for text in islice(paragraphs, _PARAGRAPHS_LOOKED_AT)
        for span in sentences(text, Span(0, len(text)))
    ]
    last: date | None = None
    for sentence in told:
        if _CJK.search(sentence):
            found = _chinese_day(sentence, known=known, last=last, notice=notice)
        else:
            found = _english_day(sentence, known=known, notice=notice)
        if found is not None:
            return found
        last = known.first(reversed(days_in(sentence))) or last
    if notice:
        return None
    return next((found for text in told if (found := _opening_day(text, event_known, known=known))), None)


def _chinese_day(sentence: str, *, known: Known, last: date | None, notice: bool) -> date | None:
    text = _without_dateline(sentence)
    days = [day for day in days_in(text) if not _NO_DAY_OF_ITS_OWN.search(text, 0, day.start)]
    for event in _EVENT.finditer(text):
        if _NOT_YET.search(text, 0, event.start()):
            continue
        before = [day for day in days if day.end <= event.start()]
        found = known.first(reversed(_best(text, before))) or (
            None if notice else known.first(day for day in days if day.start >= event.end())
        )
        if found is not None:
            return found
        if last is not None and not before and _SAME_DAY.search(text, 0, event.start()):
            return last
    return None


def _without_dateline(sentence: str) -> str:
    opening = _FIRST.match(sentence)
    return sentence[opening.end() if opening else 0 :]


def _opening_day(sentence: str, event_known: bool, *, known: Known) -> date | None:
    """Return the day that opens a sentence about a visit, an exercise or whatever the title names."""
    text = _without_dateline(sentence)
    days = days_in(text)
    if not days or days[0].start > 0 or not _CJK.search(text) or _NOT_YET.search(text):
        return None
    told = _WIDER_EVENT.search(text) is not None or (event_known and not _MISHAP.search(text))
    return known.first(days) if told else None


def _best(text: str, days: list[PrintedDay]) -> list[PrintedDay]:
    """Return the days that begin a clause, else all: 为落实5月10日会议精神，5月12日，学校召开…"""
    return [day for day in days if _BEGINS_CLAUSE.search(text, 0, day.start)] or days


def _english_day(sentence: str, *, known: Known, notice: bool) -> date | None:
    event = _ENGLISH_EVENT.search(sentence)
    if event is None or _ENGLISH_NOT_IT.search(sentence) or notice:
        return None
    days = days_in(sentence)
    after = [day for day in days if day.start >= event.end()]
    return known.first((*after, *reversed([day for day in days if day.start < event.end()])))
