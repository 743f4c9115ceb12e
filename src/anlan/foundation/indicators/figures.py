"""Values, targets and states as people read them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from anlan.foundation.indicators.rules.interval import wilson
from anlan.foundation.indicators.rules.pairing import Trust
from anlan.foundation.indicators.rules.standing import Aim, Direction, State
from anlan.foundation.ui.figures import MISSING, number
from anlan.foundation.ui.marks import Mark

UNITS: dict[str, str | Promise] = {
    "percent": "%",
    "count": pgettext_lazy("unit of a measurement", "项"),
    "cases": pgettext_lazy("unit of a measurement", "起"),
    "batches": pgettext_lazy("unit of a measurement", "批"),
    "people": pgettext_lazy("unit of a measurement", "人"),
    "hours": pgettext_lazy("unit of a measurement", "小时"),
    "days": pgettext_lazy("unit of a measurement", "天"),
    "per_task": pgettext_lazy("unit of a measurement", "条/项"),
}
STATES: dict[State, Promise] = {
    State.MET: _("达标"),
    State.AT_RISK: _("有风险"),
    State.NOT_MET: _("未达标"),
    State.NO_DATA: _("无数据"),
    State.TOO_OLD: _("数据太旧"),
    State.NO_TARGET: _("没有目标"),
    State.TOO_FEW: _("查得太少"),
}
MARKS: dict[State, Mark] = {
    State.MET: Mark.MET,
    State.AT_RISK: Mark.AT_RISK,
    State.NOT_MET: Mark.NOT_MET,
    State.NO_DATA: Mark.NO_DATA,
    State.TOO_OLD: Mark.NO_DATA,
    State.NO_TARGET: Mark.NO_DATA,
    State.TOO_FEW: Mark.NO_DATA,
}
TRUSTS: dict[Trust, Promise] = {
    Trust.HOLDS: _("抽查站得住"),
    Trust.UNSURE: _("还说不准"),
    Trust.DRIFTS: _("记的比查的好"),
    Trust.TOO_FEW: _("查得太少，不能判断"),
    Trust.UNKNOWN: _("没有能用的抽查"),
}
TRUST_MARKS: dict[Trust, Mark] = {
    Trust.HOLDS: Mark.MET,
    Trust.UNSURE: Mark.AT_RISK,
    Trust.DRIFTS: Mark.NOT_MET,
    Trust.TOO_FEW: Mark.NO_DATA,
    Trust.UNKNOWN: Mark.NO_DATA,
}
SIGNS: dict[Direction, str] = {Direction.AT_LEAST: "≥ ", Direction.AT_MOST: "≤ ", Direction.EQUAL: ""}


def state_word(state: State) -> str:
    """A state in words."""
    return str(STATES[state])


def unit_word(unit: str) -> str:
    """A unit in words; a foreign one stands as it is."""
    return str(UNITS.get(unit, unit))


def value_word(value: Decimal | None, unit: str) -> str:
    """A value with its unit: 96.2%, 3 起; what is missing is never 0."""
    if value is None:
        return MISSING
    figure = number(value if value % 1 else int(value))
    return f"{figure}%" if unit == "percent" else f"{figure} {unit_word(unit)}"


def interval_word(good: int | None, of: int | None) -> str:
    """Between which ends a share lies, nineteen times of twenty: 86%～99%."""
    ends = wilson(good, of) if good is not None and of is not None else None
    if ends is None:
        return ""
    low, high = (round(end * 100) for end in ends)
    return _now("%(low)s%%～%(high)s%%") % {"low": low, "high": high}


def target_word(aim: Aim, unit: str) -> str:
    """A target with its side: ≥ 98%; at most nothing is just nothing."""
    if aim.target is None:
        return ""
    sign = "" if aim.direction is Direction.AT_MOST and aim.target == 0 else SIGNS[aim.direction]
    return f"{sign}{value_word(aim.target, unit)}"


def span_word(span: timedelta) -> str:
    """A span in its largest whole unit: 10 分钟, 6 小时, 2 天."""
    minutes = int(span.total_seconds() // 60)
    if minutes % 1440 == 0:
        return ngettext("%(count)s 天", "%(count)s 天", minutes // 1440) % {"count": minutes // 1440}
    if minutes % 60 == 0:
        return ngettext("%(count)s 小时", "%(count)s 小时", minutes // 60) % {"count": minutes // 60}
    return ngettext("%(count)s 分钟", "%(count)s 分钟", minutes) % {"count": minutes}
