"""Dates and times in the reader's words (section 5): 今天 18:00, 5-23 14:32, 逾期 2 天."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anlan.core.kernel import clock

Instant = datetime | date

NEAR: dict[int, Promise] = {-1: _("昨天"), 0: _("今天"), 1: _("明天")}
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Told:
    """How a moment reads, its full form for the title, and its machine form."""

    text: str
    full: str
    iso: str
    late: bool = False


def _day(moment: Instant) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def _clock_time(moment: Instant) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if isinstance(moment, datetime) else ""


def _chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _join(day: str, time: str, *, comma: bool) -> str:
    if not time:
        return day
    return f"{day}, {time}" if comma else f"{day} {time}"


def full(moment: Instant) -> str:
    """With the year: 2022-05-23 14:32, in English 23 May 2022, 14:32."""
    day, time = _day(moment), _clock_time(moment)
    if _chinese():
        return _join(day.isoformat(), time, comma=False)
    return _join(date_format(day, "j M Y"), time, comma=True)


def short(moment: Instant, *, today: date) -> str:
    """Today, tomorrow and yesterday by name, this year without the year, else in full."""
    day, time = _day(moment), _clock_time(moment)
    distance = (day - today).days
    if distance in NEAR:
        return _join(str(NEAR[distance]), time, comma=False)
    if day.year != today.year:
        return full(moment)
    if _chinese():
        return _join(f"{day.month}-{day.day:02d}", time, comma=False)
    return _join(date_format(day, "j M"), time, comma=True)


def when(moment: Instant) -> Told:
    """A moment as it reads today."""
    return Told(short(moment, today=clock.today()), full(moment), _iso(moment))


def as_of(moment: datetime) -> Told:
    """The time alone when it is of today: 数据截至 14:32."""
    told = when(moment)
    same_day = _day(moment) == clock.today()
    return Told(_clock_time(moment), told.full, told.iso) if same_day else told


def ago(moment: datetime) -> Told:
    """How long since, for freshness and queues only: 18 分钟前."""
    minutes = max(0, int((clock.now() - moment).total_seconds() // 60))
    if minutes < 1:
        text = gettext("刚刚")
    elif minutes < 60:
        text = ngettext("%(count)s 分钟前", "%(count)s 分钟前", minutes) % {"count": minutes}
    elif minutes < 24 * 60:
        text = ngettext("%(count)s 小时前", "%(count)s 小时前", minutes // 60) % {"count": minutes // 60}
    else:
        days = minutes // (24 * 60)
        text = ngettext("%(count)s 天前", "%(count)s 天前", days) % {"count": days}
    return Told(text, full(moment), _iso(moment))


def due(moment: Instant, *, done: bool = False) -> Told:
    """A deadline: 今天 18:00 前, or 逾期 2 天 once it has passed and the thing is not done."""
    told = when(moment)
    if done or not _passed(moment):
        text = told.text if done else gettext("%(when)s 前") % {"when": told.text}
        return Told(text, told.full, told.iso)
    return Told(_overdue(moment), told.full, told.iso, late=True)


def _passed(moment: Instant) -> bool:
    return moment < clock.now() if isinstance(moment, datetime) else moment < clock.today()


def _overdue(moment: Instant) -> str:
    if isinstance(moment, datetime) and clock.now() - moment < SOON:
        hours = int((clock.now() - moment).total_seconds() // 3600)
        if hours < 1:
            return gettext("逾期不到 1 小时")
        return ngettext("逾期 %(count)s 小时", "逾期 %(count)s 小时", hours) % {"count": hours}
    days = max(1, (clock.today() - _day(moment)).days)
    return ngettext("逾期 %(count)s 天", "逾期 %(count)s 天", days) % {"count": days}


def _iso(moment: Instant) -> str:
    return timezone.localtime(moment).isoformat() if isinstance(moment, datetime) else moment.isoformat()
