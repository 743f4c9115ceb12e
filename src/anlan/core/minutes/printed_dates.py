"""Days as printed in head lines and running text: Chinese, numeric, English; with a year or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from anlan.core.minutes.deadlines.reckoning import safe_date
from anlan.core.minutes.numerals import whole_number

_LOOKS_LIKE_DIGIT = str.maketrans("ＯOoIl０１２３４５６７８９", "00011" + "0123456789")
_D = r"[\dＯOol０-９〇○零一二三四五六七八九十]"
_BLANK = r"[ \t\u3000]?"
_YEAR = rf"(?P<y>(?:[2２]{_D}{{3}}|二{_D}{{3}}))"
_CHINESE = rf"{_YEAR}{_BLANK}年{_BLANK}(?P<m>{_D}{{1,3}}){_BLANK}月{_BLANK}(?P<d>{_D}{{1,3}}){_BLANK}[日号]?"
_NUMERIC = (
    r"(?<![\d.])(?P<y>[2２][\dＯOo０-９]{3})(?P<s>[-/.．－／—–])(?P<m>[\dlO０-９]{1,2})(?P=s)"
    r"(?P<d>[\dlO０-９]{1,2})(?![\d０-９])日?"
)
_COMPACT = r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_UPPER_MONTH = re.sub(r"\\B", r"\\b", _MONTH.upper())
_ANY_MONTH = rf"(?:{_MONTH}|{_UPPER_MONTH})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_ENGLISH = (
    rf"\b(?P<d>\d{{1,2}}){_ORDINAL}(?: of)?[ -](?P<m>{_ANY_MONTH}),?[ -](?P<y>20\d\d)\b",
    rf"\b(?P<m>{_ANY_MONTH}) (?P<d>\d{{1,2}}){_ORDINAL},? (?P<y>20\d\d)\b",
)
_SLASHED = (
    r"(?<![\d/])(?P<d>1[3-9]|2\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<y>20\d\d)(?![\d/])",
    r"(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>20\d\d)(?![\d/])",
)
_WHOLE = tuple(re.compile(form) for form in (_CHINESE, _NUMERIC, *_ENGLISH, *_SLASHED))
_WITH_COMPACT = (*_WHOLE, re.compile(_COMPACT))
_DAY = re.compile(
    rf"(?<![\d年年度])(?P<m>{_D}{{1,3}}){_BLANK}月{_BLANK}(?P<d>{_D}{{1,3}}){_BLANK}[日号](?!以来|起|前"
    rf"|之前|止)"
)
_ENGLISH_DAYS = (
    re.compile(rf"\b(?P<d>\d{{1,2}}){_ORDINAL}(?: of)? (?P<m>{_MONTH})"),
    re.compile(rf"\b(?P<m>{_MONTH}) (?P<d>\d{{1,2}}){_ORDINAL}\b"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDay:
    """A day where it stands in a line; `year` is None when none is printed beside it."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def whole(self) -> date | None:
        """Return the day when its year is printed and the calendar has it."""
        return safe_date(self.year, self.month, self.day) if self.year else None


def whole_days(text: str, *, compact: bool = False) -> tuple[PrintedDay, ...]:
    """Return the days printed with their year, in order; 20220519 only where a label calls for a day."""
    return _ordered(text, _WITH_COMPACT if compact else _WHOLE)


def days_in(text: str) -> tuple[PrintedDay, ...]:
    """Return every day printed, those without a year among them, in order."""
    return _ordered(text, (*_WHOLE, _DAY, *_ENGLISH_DAYS))


def full_date(text: str, *, compact: bool = False) -> date | None:
    """Return the first whole date printed in the text, Chinese, numeric or English."""
    return next((found for day in whole_days(text, compact=compact) if (found := day.whole())), None)


def _ordered(text: str, forms: tuple[re.Pattern[str], ...]) -> tuple[PrintedDay, ...]:
    """Return what the forms find, an earlier form first where two overlap."""
    found: list[PrintedDay] = []
    for form in forms:
        for day in _found(text, form):
            if not any(day.start < other.end and other.start < day.end for other in found):
                found.append(day)
    return tuple(sorted(found, key=lambda day: day.start))


def _found(text: str, form: re.Pattern[str]) -> Iterator[PrintedDay]:
    for match in form.finditer(text):
        named = match.groupdict()
        month, day = _month(named["m"]), _number(named["d"])
        year = _number(named["y"]) if named.get("y") else None
        if month and day:
            yield PrintedDay(start=match.start(), end=match.end(), year=year, month=month, day=day)


def _month(printed: str) -> int:
    name = printed[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else _number(printed)


def _number(printed: str) -> int:
    return whole_number(printed.translate(_LOOKS_LIKE_DIGIT)) or 0
