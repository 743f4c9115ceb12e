"""Deadlines in English: a table of phrases, each with the rule that reckons its day."""

from __future__ import annotations

import re
from datetime import date, time

from anlan.core.minutes.deadlines import reckoning as reckon
from anlan.core.minutes.deadlines.phrase import Phrase, Reckoned, phrase

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|(?-i:Mar(?:ch)?)|Apr(?:il)?|(?-i:May)|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?:\.(?=,? ?\d))?"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(_WORDS)}|twelve|fourteen|fifteen|twenty|thirty)"
_MORE = {"a": 1, "an": 1, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30}
_BY = r"(?:(?:by|before|until|till|no later than|not later than|on or before)(?: the)? )"
_CLOCK = (
    r"(?:(?:12 )?(?P<noon>noon|midday|midnight)|(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:"
    r" ?(?P<half>[ap]m\b|[ap]\.m\b\.?)|(?<=[:.]\d\d))|(?:the )?close of (?:business|play)|COB|EOD"
    r"|(?:the )?end of (?:the )?(?:working |business )?day)"
)
_CLOCK_ON = rf"(?:{_CLOCK}(?: on)?,? (?:the )?)?"
_CLOCK_AFTER = (
    r"(?:,? (?:at )?(?P<noon2>noon|midday|midnight)"
    r"|,? at (?:(?P<hour2>\d{1,2})(?:[:.](?P<minute2>[0-5]\d))?(?:"
    r" ?(?P<half2>[ap]m\b|[ap]\.m\b\.?))?))?"
)
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_DATE = (
    rf"(?:{_DAY},? (?:the )?)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b){_YEAR}"
)
_EVENTS = (
    r"(?:the )?(?:(?:start|beginning|end|opening|close) of )?(?:the |this |next |each )?(?:\w+ )?"
    r"(?:term|semester|holidays?|vacation|break|examinations?|exams?|ceremony|commencement|graduation"
    r"|winter|summer|flood season|academic year|next meeting)"
)


def _at(match: re.Match[str]) -> time | None:
    """Return the hour printed before or after the day."""
    found = match.groupdict()
    for suffix in ("", "2"):
        noon = found.get(f"noon{suffix}")
        if noon:
            return reckon.clock_time(hour=24 if noon == "midnight" else 12, minute=0)
        if found.get(f"hour{suffix}"):
            half = (found.get(f"half{suffix}") or "").lower()
            return _twelve_hour(
                int(found[f"hour{suffix}"]), int(found.get(f"minute{suffix}") or 0), half=half
            )
    return None


def _twelve_hour(hour: int, minute: int, *, half: str) -> time | None:
    hour = 0 if half.startswith("a") and hour == 12 else hour
    return reckon.clock_time(hour=hour, minute=minute, half_day=half)


def _month(printed: str) -> int:
    return _MONTHS.index(printed[:3].lower()) + 1


def _count(printed: str) -> int:
    word = printed.lower()
    if word.isdecimal():
        return int(word)
    return _MORE[word] if word in _MORE else _WORDS.index(word) + 1


def _absolute(match: re.Match[str], base: date | None) -> Reckoned:
    month, day = _month(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    year = int(match["year"]) if match["year"] else None
    found = reckon.safe_date(year, month, day) if year else reckon.day_near(base, month=month, day=day)
    return reckon.iso(found, _at(match)), None


def _iso_date(match: re.Match[str], base: date | None) -> Reckoned:
    return reckon.iso(
        reckon.safe_date(int(match["year"]), int(match["month"]), int(match["day"])), None
    ), None


def _weekday(match: re.Match[str], base: date | None) -> Reckoned:
    weekday = _DAYS.index(match["weekday"][:3].lower())
    weeks = {"this": 0, "next": 1}.get((match["which"] or "").strip().lower())
    found = base and reckon.weekday_of(base, weekday=weekday, weeks=weeks)
    return reckon.iso(found, _at(match)), None


_FROM_AN_EVENT = re.compile(
    r" (?:of|after|from|following) (?!(?:today|now|this (?:meeting|notice|memo|circular)|the (?:date"
    r"|meeting|issue))\b)"
)


def _lasting(match: re.Match[str], base: date | None) -> Reckoned:
    count, unit = _count(match["count"]), match["unit"].lower()
    if _FROM_AN_EVENT.match(match.string, match.end()):
        return None, None
    if base is None or unit in ("hour", "minute"):
        return None, None
    if unit in ("working day", "business day"):
        return reckon.iso(reckon.after_workdays(base, days=count), None), None
    if unit == "fortnight":
        count, unit = 2 * count, "week"
    if unit == "month":
        return reckon.iso(reckon.later_by_months(base, months=count), None), None
    days = count * (7 if unit == "week" else 1)
    return reckon.iso(reckon.later_by_days(base, days=days), None), None


def _near_day(match: re.Match[str], base: date | None) -> Reckoned:
    ahead = 1 if match["near"].lower() == "tomorrow" else 0
    return reckon.iso(base and reckon.later_by_days(base, days=ahead), _at(match)), None


def _end_of(match: re.Match[str], base: date | None) -> Reckoned:
    """The end of the week, of next month, of May, of the year."""
    period, ahead = match["period"].lower(), int((match["which"] or "").strip().lower() == "next")
    if base is None:
        return None, None
    if period == "week":
        return reckon.iso(reckon.weekday_of(base, weekday=6, weeks=ahead), None), None
    if period.isdecimal():
        return date(int(period), 12, 31).isoformat(), None
    if period == "year":
        return date(base.year + ahead, 12, 31).isoformat(), None
    if period == "month":
        return reckon.iso(reckon.end_of_month(*reckon.month_after(base, months=ahead)), None), None
    year = int(match["year"]) if match["year"] else None
    near = date(year, _month(period), 1) if year else reckon.day_near(base, month=_month(period), day=1)
    return reckon.iso(near and reckon.end_of_month(near.year, near.month), None), None


def _no_day(match: re.Match[str], base: date | None) -> Reckoned:
    return None, None


def _daily(match: re.Match[str], base: date | None) -> Reckoned:
    return None, "daily"


def _weekly(match: re.Match[str], base: date | None) -> Reckoned:
    return None, "weekly"


_I = re.IGNORECASE
_NAME_OF_GROUP = re.compile(r"\?P<\w+>")
_UNNAMED_CLOCK = _NAME_OF_GROUP.sub("?:", _CLOCK)
_UNNAMED_DATE = _NAME_OF_GROUP.sub("?:", _DATE)
_HOUR_OF_DAY = rf"(?:(?:by |before |until |till |no later than )?{_UNNAMED_CLOCK} )?"
_AFTERWARDS = rf"(?:,? (?:by|before|at|until|no later than|not later than) {_UNNAMED_CLOCK})?"
_RULES_END = r"(?= (?:and|at|by|before|until|to|from|in|during|for|on)\b|\s*(?:[.,;:)]|$))"

PHRASES: tuple[Phrase, ...] = (
    phrase(
        rf"\b(?:{_HOUR_OF_DAY}(?:every|each) (?:working |week|school )?(?:day|morning|evening"
        rf"|night)\b{_AFTERWARDS}|(?<!the )(?:daily|nightly)\b{_AFTERWARDS}"
        rf"|(?:once|twice|three times) (?:a|each|every|per) day\b)",
        _daily,
        flags=_I,
    ),
    phrase(
        rf"\b(?:{_HOUR_OF_DAY}(?:every|each) (?:week\b|{_DAY}\b(?: (?:morning|afternoon"
        rf"|evening))?){_AFTERWARDS}|weekly{_RULES_END}{_AFTERWARDS}"
        rf"|(?:once|twice|three times) (?:a|each|every|per) week\b)",
        _weekly,
        flags=_I,
    ),
    phrase(
        rf"\b(?:{_BY}?(?:the )?(?:first|second|third|fourth|last) (?:{_DAY}|working day|day) of (?:each"
        rf"|every|the)"
        rf" (?:month|term|semester|quarter)|(?:once|twice) (?:a|each|every|per) (?:month|term|semester|year)"
        rf"|(?:every|each) (?:{_COUNT} (?:hour|day|week|month)s?|hour|month|term|semester|quarter"
        rf"|year)\b|(?:monthly|hourly|termly|annually|yearly|quarterly|fortnightly){_RULES_END})",
        _no_day,
        flags=_I,
    ),
    phrase(
        rf"\bfrom (?:now|today|{_UNNAMED_DATE}|\d{{1,2}}) (?:to|until|till) {_DATE}{_CLOCK_AFTER}",
        _absolute,
        flags=_I,
    ),
    phrase(rf"(?:\b{_BY})?\b{_CLOCK_ON}{_DATE}{_CLOCK_AFTER}", _absolute, flags=_I),
    phrase(
        rf"(?:\b{_BY})?\b{_CLOCK_ON}(?P<which>this |next )?(?P<weekday>{_DAY}){_CLOCK_AFTER}\b(?!s\b|"
        rf" (?:and|to|or) {_DAY})",
        _weekday,
        flags=_I,
    ),
    phrase(
        rf"\bwithin (?:the next )?(?P<count>{_COUNT}) (?P<unit>working day|business day|hour|minute|day"
        rf"|week|fortnight|month)s?\b",
        _lasting,
        flags=_I,
    ),
    phrase(
        rf"\b{_BY}?(?:the )?end of (?:the )?(?P<which>this |next )?(?P<period>week|month|year"
        rf"|20\d\d|{_MONTH}){_YEAR}\b(?! of)",
        _end_of,
        flags=_I,
    ),
    phrase(
        rf"(?:\b{_BY})?\b{_CLOCK_ON}(?P<near>today|tomorrow)\b(?: (?:at )?(?P<noon2>noon|midday)\b)?",
        _near_day,
        flags=_I,
    ),
    phrase(rf"\b{_BY}{_EVENTS}\b", _no_day, flags=_I),
    phrase(rf"\b{_BY}(?P<year>20\d\d)-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b", _iso_date, flags=_I),
    phrase(rf"\b{_BY}{_CLOCK}", _no_day, flags=_I),
)
