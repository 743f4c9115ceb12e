"""Deadlines in Chinese: a table of phrases, each with the rule that reckons its day."""

from __future__ import annotations

import re
from datetime import date, time

from anlan.core.minutes.deadlines import reckoning as reckon
from anlan.core.minutes.deadlines.phrase import Phrase, Reckoned, phrase
from anlan.core.minutes.numerals import whole_number

_N = r"(?:[\d０-９]{1,3}|[〇零一二两三四五六七八九十百半]{1,4})"
_D = r"(?:[\d０-９ＯOol]{1,3}|[〇零一二三四五六七八九十]{1,4})"
_LOOKS_LIKE_DIGIT = str.maketrans("ＯOol０１２３４５６７８９", "0001" + "0123456789")
_WEEKDAYS = "一二三四五六日天"
_WEEK = r"(?:周|星期|礼拜)"
_BRACKET = (
    rf"(?:\s?[（(](?:[本下这]?{_WEEK}[{_WEEKDAYS}]"
    rf"|含(?:当[日天]|[\d〇零一二三四五六七八九十]{{1,3}}[日号])?)[）)])?"
)
_HALF_DAY = r"早中晚|早晚|凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|晚|夜间"
_CLOCK = (
    rf"\s?(?:(?P<half_day>{_HALF_DAY})\s?)?"
    rf"(?P<hour>[\d０-９]{{1,2}}|[零一二两三四五六七八九十]{{1,3}})"
    rf"(?:\s?[:：]\s?(?P<minute>[0-5]\d)|\s?[点时](?!间|段|候|长|代|期)(?:(?P<half>半)"
    rf"|(?P<minutes>{_N})分)?整?)"
)
_SOME_CLOCK = rf"(?:{_CLOCK}|\s?(?:{_HALF_DAY}|下班|上班|午夜|零时))?"
_UNTIL_CLOCK = rf"(?:\s?(?:至|到|—|-|~)\s?(?:次日|{_HALF_DAY})?\d{{1,2}}(?:[:：]\d\d|[点时](?:半|\d\d分)?))?"
_FURTHER_HOURS = (
    rf"(?:[、和及](?:(?:{_HALF_DAY})?\s?\d{{1,2}}(?:[:：]\d\d|[点时](?:半|\d\d分)?)|{_HALF_DAY})){{0,4}}"
)
_TAIL = r"(?:之前|以前|前|之内|以内|内|为止|止)?"
_LIMIT = r"(?:之前|以前|前)"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2}|今|明|本|当)\s?年\s?)?"
_TO = r"\s?(?:至|到|—{1,2}|–|-|~|～)\s?"
_SINCE = r"(?:自|从)?(?:即日|今日|今天|现在)起?(?:至|到)"
_RANGE = (
    rf"(?:{_SINCE}"
    rf"|(?:(?P<from_month>{_N})\s?月\s?)?{_N}\s?[日号]?起?{_TO})?"
)
_CALENDAR_EVENTS = (
    r"(?:(?:[\d一二三四五六七八九十]{1,3}月|(?:春|秋|夏|冬)季?|新|本|下)?(?:学期|学年)?(?:开学|放假|收假)"
    r"|新?学期|期末考试|期中考试|学期|本学期|开学|放假|收假|寒假|暑假|假期|暑期|小长假|长假|国庆节?"
    r"|中秋节?|春节|元旦|端午节?|清明节?|“?(?:五一|十一)”?|节"
    r"|汛期|雨季|冬季|入冬|入汛|供暖期?|采暖期?|高考|中考|期末|毕业典礼|开学典礼|典礼|运动会|校庆|封校"
    r"|解封|新生报到|开工|竣工验收)"
)


def _int(printed: str | None) -> int:
    """Return a printed number; letters that scanning made of digits count as these."""
    return whole_number((printed or "").translate(_LOOKS_LIKE_DIGIT)) or 0


def _at(match: re.Match[str]) -> time | None:
    """Return the hour printed in the phrase, if any."""
    found = match.groupdict()
    if not found.get("hour"):
        return None
    minute = 30 if found.get("half") else _int(found.get("minute") or found.get("minutes"))
    return reckon.clock_time(hour=_int(found["hour"]), minute=minute, half_day=found.get("half_day") or "")


def _year(printed: str | None, *, base: date | None) -> int | None:
    """Return the year named by 2022年, 二〇二二年, 今年 or 明年; None when none is named."""
    if printed is None:
        return None
    number = whole_number(printed)
    if number is not None or base is None:
        return number
    return base.year + (printed == "明")


def _absolute(match: re.Match[str], base: date | None) -> Reckoned:
    month, day = _int(match["month"] or match["from_month"]), _int(match["day"])
    year = _year(match["year"], base=base)
    if year is None and match["year"] is None:
        found = reckon.day_near(base, month=month, day=day)
    else:
        found = reckon.safe_date(year, month, day) if year else None
    return reckon.iso(found, _at(match)), None


def _iso_date(match: re.Match[str], base: date | None) -> Reckoned | None:
    found = reckon.safe_date(_int(match["year"]), _int(match["month"]), _int(match["day"]))
    return None if found is None else (reckon.iso(found, _at(match)), None)


def _part_of_month(match: re.Match[str], base: date | None) -> Reckoned:
    """月底, 5月底, 上旬, 中旬, 下旬."""
    if match["month"]:
        year = _year(match["year"], base=base)
        near = reckon.day_near(base, month=_int(match["month"]), day=1)
        year_month = (year or (near.year if near else 0), _int(match["month"]))
    elif base is not None:
        year_month = reckon.month_after(base, months=1 if match["which"] == "下" else 0)
    else:
        return None, None
    last = reckon.end_of_month(*year_month) if year_month[0] else None
    if last is None:
        return None, None
    day = {"上旬": 10, "中旬": 20}.get(match["part"], last.day)
    return last.replace(day=day).isoformat(), None


def _end_of_year(match: re.Match[str], base: date | None) -> Reckoned:
    year = _year(match["year"], base=base) or (base and base.year)
    return (date(year, 12, 31).isoformat() if year else None), None


def _quarter(match: re.Match[str], base: date | None) -> Reckoned:
    """三季度末: the last day of September."""
    year = _year(match["year"], base=base) or (base and base.year)
    last = reckon.end_of_month(year, 3 * _int(match["quarter"])) if year else None
    return reckon.iso(last, None), None


def _day_of_month(match: re.Match[str], base: date | None) -> Reckoned:
    """25日前, 本月25日, 下月5日前."""
    if base is None:
        return None, None
    ahead = 1 if match["which"] in ("下月", "下个月", "次月") else 0
    day = _int(match["day"])
    if not match["which"] and day < base.day:
        ahead = 1
    return reckon.iso(reckon.safe_date(*reckon.month_after(base, months=ahead), day), _at(match)), None


_WEEKS = {"本": 0, "这": 0, "下": 1, "下下": 2}


def _weekday(match: re.Match[str], base: date | None) -> Reckoned:
    weekday = min(_WEEKDAYS.index(match["weekday"]), 6)
    if base is None:
        return None, None
    weeks = _WEEKS.get(match["which"] or "")
    return reckon.iso(reckon.weekday_of(base, weekday=weekday, weeks=weeks), _at(match)), None


def _week(match: re.Match[str], base: date | None) -> Reckoned:
    """本周内, 下周末前: the Sunday."""
    found = base and reckon.weekday_of(base, weekday=6, weeks=_WEEKS.get(match["which"] or "本"))
    return reckon.iso(found, None), None


_AFTER_AN_EVENT = re.compile(
    r"(?<!印发)(?<!发布)(?<!下发)(?:后|(?<!即)(?<!发布之)(?<!印发之)日起)[，,]?(?:的)?$"
)


def _lasting(match: re.Match[str], base: date | None) -> Reckoned:
    """N天内, N个工作日内, 两周内, 一个月内; hours have no day."""
    count, unit = _int(match["count"]), match["unit"]
    if _AFTER_AN_EVENT.search(match.string, max(0, match.start() - 14), match.start()):
        return None, None
    if base is None or match["count"] == "半" or not count:
        half_month = base is not None and match["count"] == "半" and unit == "月"
        return (reckon.iso(reckon.later_by_days(base, days=15), None) if half_month and base else None), None
    if unit == "工作日":
        return reckon.iso(reckon.after_workdays(base, days=count), None), None
    if unit in ("周", "星期", "礼拜"):
        return reckon.iso(reckon.later_by_days(base, days=7 * count), None), None
    if unit == "月":
        return reckon.iso(reckon.later_by_months(base, months=count), None), None
    days = count if unit in ("天", "日", "自然日") else None
    return (None if days is None else reckon.iso(reckon.later_by_days(base, days=days), None)), None


_DAYS_AHEAD = {"今": 0, "明": 1, "后": 2}


def _near_day(match: re.Match[str], base: date | None) -> Reckoned:
    found = base and reckon.later_by_days(base, days=_DAYS_AHEAD[match["near"][0]])
    at = _at(match)
    if at is not None and match["near"][-1] == "晚" and at.hour < 12:
        at = at.replace(hour=at.hour + 12)
    return reckon.iso(found, at), None


def _no_day(match: re.Match[str], base: date | None) -> Reckoned:
    return None, None


def _daily(match: re.Match[str], base: date | None) -> Reckoned:
    return None, "daily"


def _weekly(match: re.Match[str], base: date | None) -> Reckoned:
    return None, "weekly"


# Nearly every clause has none of these, and is done with at once.
TRIGGER = re.compile(
    r"每|周|星期|礼拜|月|[日号]|年[底内末]|[前内止底末旬]|[今明后当次][天日早晚]|点|\d\s?[:：时]|\d-\d|/\d"
)

# Earlier rows win where two match at the same place and length.
PHRASES: tuple[Phrase, ...] = (
    phrase(
        rf"每(?:个)?(?:工作日|[天日晚早夜]|晚上|早上|早晨){_SOME_CLOCK}{_UNTIL_CLOCK}{_FURTHER_HOURS}{_TAIL}",
        _daily,
    ),
    phrase(
        rf"每(?:个)?{_WEEK}(?:[{_WEEKDAYS}末](?:[、和]{_WEEK}?[{_WEEKDAYS}]){{0,6}})?{_SOME_CLOCK}{_TAIL}",
        _weekly,
    ),
    phrase(
        rf"每(?:半?年|半?个?月|(?:个)?(?:季度|学期|学年)|(?:间?隔)?{_N}个?(?:小时|分钟|天|日|{_WEEK}|月))"
        rf"(?:{_N}[日号]|[上中下]旬|月?底|末|初|{_N}月(?:{_N}[日号]|底)?"
        rf"|(?:最后一个?|第[一二三四]个?|首个)(?:工作日|{_WEEK}[{_WEEKDAYS}]|周))?{_SOME_CLOCK}{_TAIL}(?!次)",
        _no_day,
    ),
    phrase(
        rf"{_RANGE}{_YEAR}(?:(?<=[\d〇零一二三四五六七八九十年日号至到—–\-~～起])|(?<![\d]))"
        rf"(?:(?P<month>{_D})\s?月\s?)(?P<day>{_D})\s?[日号]{_BRACKET}{_SOME_CLOCK}{_TAIL}",
        _absolute,
    ),
    phrase(
        rf"{_YEAR}(?P<from_month>{_N})\s?月\s?{_N}\s?[日号]?{_BRACKET}{_TO}(?P<month>)(?P<day>{_N})\s?[日号]{_BRACKET}{_SOME_CLOCK}{_TAIL}",
        _absolute,
    ),
    phrase(
        rf"(?<![\d.])(?P<year>20\d\d)(?P<dot>[-/.])(?P<month>\d{{1,2}})(?P=dot)(?P<day>\d{{1,2}})(?![\d.])"
        rf"{_SOME_CLOCK}{_TAIL}",
        _iso_date,
    ),
    phrase(
        rf"(?:{_SINCE}|(?<!\d)\d{{1,2}}月\d{{1,2}}[日号]?起?{_TO})?{_YEAR}"
        rf"(?:(?P<month>{_N})\s?月(?:份)?|(?P<which>本|这个?|当|下)?个?月)(?P<part>底|末|[上中下]旬){_TAIL}",
        _part_of_month,
    ),
    phrase(r"(?:(?P<which>本)|当)(?P<month>)(?P<year>)(?P<part>)月(?:之内|以内|内)", _part_of_month),
    phrase(
        rf"{_YEAR}(?:(?<=年)|年)(?:底|末|终){_TAIL}|(?P<whole>[今本当]?年[底内末](?:之?前)?)", _end_of_year
    ),
    phrase(
        rf"(?<![\d月至到—–\-~～])(?P<which>本月|当月|这个月|下个?月"
        rf"|次月)(?P<day>{_N})[日号]{_BRACKET}{_SOME_CLOCK}{_TAIL}",
        _day_of_month,
    ),
    phrase(
        rf"(?<![\d月至到—–\-~～前])(?P<which>)(?P<day>{_N})[日号]{_BRACKET}{_SOME_CLOCK}{_LIMIT}",
        _day_of_month,
    ),
    phrase(
        rf"(?<![每至到—–\-~～、])(?P<which>本|这|下下|下)?个?{_WEEK}(?P<weekday>[{_WEEKDAYS}])(?!{_TO}"
        rf"|、){_SOME_CLOCK}{_TAIL}",
        _weekday,
    ),
    phrase(rf"(?P<which>本|这|下下|下)个?{_WEEK}(?:末{_TAIL}|之内|以内|内|{_LIMIT})|(?:周末){_LIMIT}", _week),
    phrase(
        rf"(?:(?<!\d){_N}{_TO})?(?P<count>{_N})\s?个?(?P<unit>工作日|自然日|日|天|周|星期|礼拜|月|小时"
        rf"|分钟|年|学期)(?:之内"
        rf"|以内|内)",
        _lasting,
    ),
    phrase(rf"{_YEAR}第?(?P<quarter>[一二三四])季度(?:(?:末|底){_TAIL}|之内|以内|内|结束前)", _quarter),
    phrase(
        rf"(?:教学|本学期|新学期)?第\s?{_N}\s?(?:教学)?周(?:{_WEEK}?[{_WEEKDAYS}]|末|结束"
        rf"|底)?{_SOME_CLOCK}(?:{_LIMIT}|之内|以内|内|末|底)",
        _no_day,
    ),
    phrase(rf"(?P<near>[今明后][天日早晚]){_SOME_CLOCK}{_TAIL}", _near_day),
    phrase(rf"(?:[当次]日|[当次]天){_SOME_CLOCK}(?:{_LIMIT}|之内|以内|内)", _no_day),
    phrase(
        rf"(?:本|新|上|下)?{_CALENDAR_EVENTS}(?:结束|开始|来临|到来|中期)?{_LIMIT}(?:{_N}个?(?:周|天|日|月|星期|小时)(?!内|以内|之内))?",
        _no_day,
    ),
    phrase(
        rf"(?:本|今|这)?(?:个)?(?:学期|学年|假期|寒假|暑假|季度)(?:之内|以内|内|底{_TAIL}|末{_TAIL})", _no_day
    ),
    phrase(rf"(?<![\d:：\-—~～至到]){_CLOCK}{_LIMIT}", _no_day),
    phrase(rf"(?<![\u3400-\u9fff])下班{_LIMIT}", _no_day),
)
