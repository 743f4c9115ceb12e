"""Calendar arithmetic behind deadlines: every function takes the day that the text counts from."""

from __future__ import annotations

import calendar
from datetime import date, time, timedelta

import chinese_calendar

_LOOK_BACK = timedelta(days=183)
_LAST_MINUTE = time(23, 59)
_NOON = 12
_AFTERNOON = ("下午", "傍晚", "晚", "夜", "pm", "p.m")
_WEEK = 7
_MONTHS = 12


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_near(base: date | None, *, month: int, day: int) -> date | None:
    """Return that day of the base's year, or of the next when it lies over six months back."""
    if base is None:
        return None
    found = safe_date(base.year, month, day)
    if found is not None and found < base - _LOOK_BACK:
        return safe_date(base.year + 1, month, day)
    return found


def end_of_month(year: int, month: int) -> date | None:
    """Return the last day of a month."""
    first = safe_date(year, month, 1)
    return first and first.replace(day=calendar.monthrange(year, month)[1])


def month_after(base: date, *, months: int) -> tuple[int, int]:
    """Return (year, month) so many months after the base's."""
    index = base.year * _MONTHS + base.month - 1 + months
    return index // _MONTHS, index % _MONTHS + 1


def later_by_months(base: date, *, months: int) -> date | None:
    """Return the same day some months later, at most the last of that month."""
    last = end_of_month(*month_after(base, months=months))
    return last and last.replace(day=min(base.day, last.day))


def later_by_days(base: date, *, days: int) -> date | None:
    """Return the day so many days later, None past the end of the calendar."""
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None


def weekday_of(base: date, *, weekday: int, weeks: int | None) -> date | None:
    """Return a weekday (Monday 0) of this week or a later one; with weeks None the next to come."""
    monday = base - timedelta(days=base.weekday())
    if weeks is None:
        weeks = 0 if weekday >= base.weekday() else 1
    return later_by_days(monday, days=_WEEK * weeks + weekday)


def after_workdays(base: date, *, days: int) -> date | None:
    """Return the day on which so many working days have passed since the base."""
    day: date | None = base
    while days and day is not None:
        day = later_by_days(day, days=1)
        if day is not None and is_workday(day):
            days -= 1
    return day


def is_workday(day: date) -> bool:
    """Tell whether offices work: by the published calendar, in years it does not know Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def clock_time(*, hour: int, minute: int, half_day: str = "") -> time | None:
    """Return the time of day of `下午 5 点` or `5 pm`; midnight at the end of a day is its last minute."""
    if (half_day.startswith(_AFTERNOON) and hour < _NOON) or (half_day == "中午" and hour < _NOON - 1):
        hour += _NOON
    if (hour, minute) == (24, 0):
        return _LAST_MINUTE
    return time(hour, minute) if hour < 24 and minute < 60 else None


def iso(day: date | None, at: time | None) -> str | None:
    """Return an ISO date, or date-time to the minute when an hour is known."""
    if day is None:
        return None
    return day.isoformat() if at is None else f"{day.isoformat()}T{at:%H:%M}"
