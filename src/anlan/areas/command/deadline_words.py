"""Deadlines in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlan.areas.command.models.choices import Repeats
from anlan.areas.command.rules.status import days_late
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.ui import dates


def deadline_text(*, due_at: datetime | None, all_day: bool, repeats: str, printed: str) -> str:
    """每日, 5-25 前, 今天 18:00 前; once passed 逾期 2 天; a rhythm and a day together say both."""
    rhythm = printed if repeats and printed else str(Repeats(repeats).label) if repeats else ""
    day = _day(due_at, all_day=all_day) if due_at else ""
    return _("%(rhythm)s，%(day)s") % {"rhythm": rhythm, "day": day} if rhythm and day else rhythm or day


def done_text(*, due_at: datetime | None, met_at: datetime) -> str:
    """按期完成, 晚 2 天完成; without a deadline 已完成."""
    if due_at is None:
        return _("已完成")
    days = days_late(due_at, at=met_at)
    if not days:
        return _("按期完成")
    return ngettext("晚 %(count)s 天完成", "晚 %(count)s 天完成", days) % {"count": days}


def due_day(due_at: datetime, *, all_day: bool) -> str:
    """The day of a deadline, and its hour where it has one, also when it has passed."""
    if not all_day:
        return dates.when(due_at).text
    return dates.when((due_at - timedelta(microseconds=1)).astimezone(CAMPUS_ZONE).date()).text


def is_late(due_at: datetime | None) -> bool:
    """Whether the instant has passed."""
    return due_at is not None and due_at < clock.now()


def _day(due_at: datetime, *, all_day: bool) -> str:
    if is_late(due_at):
        days = days_late(due_at, at=clock.now())
        return ngettext("逾期 %(count)s 天", "逾期 %(count)s 天", days) % {"count": days}
    if not all_day:
        return dates.due(due_at).text
    last = (due_at - timedelta(microseconds=1)).astimezone(CAMPUS_ZONE).date()
    return _("%(when)s 前") % {"when": dates.when(last).text}
