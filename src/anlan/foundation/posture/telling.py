"""Values of measures as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.foundation.people.public import in_language
from anlan.foundation.posture.rules.catalogue import NUMBERS, Measure, Param, ParamType
from anlan.foundation.posture.rules.catalogue import Words as Both
from anlan.foundation.posture.rules.values import Value, Values

HOUR = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter with its value, in the reader's language."""

    title: str
    value: str


def said(words: Both) -> str:
    """A text of the catalogue in the reader's language."""
    return in_language(words.zh, words.en)


def lines_of(measure: Measure, values: Values) -> tuple[Line, ...]:
    """Every parameter of a measure with its value."""
    return tuple(Line(said(one.title), value_told(one, values[one.key])) for one in measure.params)


def value_told(param: Param, value: Value) -> str:
    """One value with its unit: 30 分钟, 07:00–22:00, 学生、家长."""
    if param.type in NUMBERS:
        return f"{value} {said(param.unit)}".strip()
    if param.type is ParamType.WINDOW and isinstance(value, tuple):
        first, last = (int(one) for one in value)
        return f"{_clock(first)}–{_clock(last)}" if first <= last else _("没有开放时段")
    chosen = value if isinstance(value, tuple) else (value,)
    told = [said(option.words) for option in param.options if option.code in chosen]
    return pgettext("list of measures", "、").join(told)


def _clock(minute: int) -> str:
    return f"{minute // HOUR:02}:{minute % HOUR:02}"
