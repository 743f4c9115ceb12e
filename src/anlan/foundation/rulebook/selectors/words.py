"""Answers, values and days in the words of the page."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anlan.foundation.rulebook.rules.resolving import Answer, Passed, State, Why
from anlan.foundation.rulebook.rules.values import Value, shown
from anlan.foundation.rulebook.rules.vocabulary import SUBJECTS, Kind


def is_english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "").startswith("en")


def value_word(value: Value | None, *, unit: str, kind: str) -> str:
    """A value with its unit; an empty one says that it waits."""
    return shown(value, unit=unit, kind=Kind(kind), english=is_english()) or _("待现场确认")


def answer_word(answer: Answer) -> str:
    """What holds, in a few words."""
    if answer.state is State.IN_FORCE:
        return value_word(answer.value, unit=answer.unit, kind=answer.kind)
    return _("待现场确认") if answer.state is State.NOT_CONFIRMED else pgettext("rulebook", "没有规则")


def why_word(answer: Answer) -> str:
    """Why this version, or why none."""
    return {
        Why.ONLY: _("这一天只有这一版有值。"),
        Why.NEARER: _("离得近的说了算：学校先于市，市先于省，省先于国家。"),
        Why.HELD: _("上一级规定下级不能改，或只能更严，下级那一版让位。"),
        Why.EMPTY: _("有规则，但还没有人按来源确认它的值。空着的值不当默认值用。"),
        Why.GAP: _("这一天、这个地方没有这条规则。不拿别的值代替。"),
        Why.UNKNOWN: _("规则库里没有这个编号。"),
    }[answer.why]


def passed_word(reason: Passed) -> str:
    """Why another version of that day does not decide."""
    return {
        Passed.FARTHER: _("有更近的一版"),
        Passed.EMPTY: _("待现场确认"),
        Passed.LOOSER: _("比上级松，让位"),
        Passed.FIXED: _("上级不许改，让位"),
        Passed.ELSEWHERE: _("别处的规则"),
    }[reason]


def days_word(starts: date, ends: date | None, precision: str = "day") -> str:
    """From when until just before when; as exact as the source."""
    first = {"year": f"{starts:%Y}", "month": f"{starts:%Y-%m}"}.get(precision, starts.isoformat())
    if ends is None:
        return _("%(first)s 起") % {"first": first}
    return _("%(first)s 起，到 %(last)s 前") % {"first": first, "last": ends.isoformat()}


def subject_word(code: str) -> str:
    """A subject in the reader's language."""
    return SUBJECTS[code][is_english()] if code in SUBJECTS else code
