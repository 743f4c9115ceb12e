"""Gaps, ways of standing and rosters in words."""

from __future__ import annotations

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from anlan.core.kernel import clock
from anlan.foundation.duty.models import Roster, Shift, Watch
from anlan.foundation.duty.rules.gaps import Gap
from anlan.foundation.people.public import in_language

GAPS = {
    "hole": gettext_noop("没有人值班"),
    "no_leader": gettext_noop("没有带班领导"),
    "too_few": gettext_noop("值班人不够"),
}
STANDINGS = {
    "absent": gettext_noop("不在岗，要换人"),
    "unanswered": gettext_noop("过了时间没有确认到岗"),
    "late": gettext_noop("晚确认到岗"),
    "acknowledged": gettext_noop("已确认到岗"),
    "waiting": gettext_noop("还没到时间"),
}


def gap_words(gap: Gap) -> str:
    """What is missing, with the names of who would have stood."""
    said = _(GAPS[gap.kind.value])
    names = pgettext("duty", "、").join(gap.missing)
    return f"{said} · {names}" if names else said


def gap_when(gap: Gap) -> str:
    """From–until of a gap."""
    return stretch_words(Shift(starts=gap.starts, ends=gap.ends))


def standing_words(code: str) -> str:
    """How somebody stands."""
    return _(STANDINGS[code])


def roster_words(roster: Roster) -> str:
    """The roster's name in the reader's language."""
    return in_language(roster.name, roster.name_en)


def stretch_words(row: Shift | Watch) -> str:
    """From–until on the campus clock; the second day only where it differs."""
    starts, ends = localtime(row.starts, clock.CAMPUS_ZONE), localtime(row.ends, clock.CAMPUS_ZONE)
    last = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%m-%d %H:%M}"
    return f"{starts:%m-%d %H:%M}–{last}"
