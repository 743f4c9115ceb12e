"""The measured indicators on the page of a requirement: value, course, campuses, and the state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlan.areas.command import public
from anlan.areas.command.words import STATUS_WORDS
from anlan.core.access import Actor
from anlan.foundation.indicators.public import (
    MARKS,
    Chart,
    Reading,
    ScopeKind,
    campus_scopes,
    daily,
    latest_of,
    standing,
    state_word,
    trend_svg,
    value_word,
)
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.parts import Step, StepState

WINDOW = timedelta(days=14)
VOICES = {"tasks": gettext_lazy("任务"), "inspection": gettext_lazy("督查发现")}


@dataclass(frozen=True, slots=True)
class Campus:
    """One campus of an indicator."""

    name: str
    value: str
    share: str
    figure: float | None
    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Card:
    """One bound indicator as the page shows it."""

    gauge: public.Gauge
    url: str
    mark: Mark
    word: str
    drawing: SafeString
    campuses: tuple[Campus, ...]


def cards(viewer: Actor, page: public.RequirementPage) -> list[Card]:
    """The bound indicators: one query for the campuses, one for each course."""
    scopes = campus_scopes() if page.gauges else {}
    wanted = [
        (gauge.definition.code, scope)
        for gauge in page.gauges
        if ScopeKind.CAMPUS in gauge.definition.scopes
        for scope in scopes
    ]
    readings = latest_of(wanted, page.at)
    found = []
    for gauge in page.gauges:
        one = gauge.definition
        rows = [
            _campus(gauge, name, readings.get((one.code, scope)), at=page.at)
            for scope, name in scopes.items()
            if (one.code, scope) in readings
        ]
        url = reverse("indicators:one", args=(one.code,)) if viewer.holds("indicators.read") else ""
        mark, word = MARKS[gauge.state], state_word(gauge.state)
        found.append(Card(gauge, url, mark, word, _course(gauge, at=page.at), tuple(rows)))
    return found


def step(page: public.RequirementPage) -> Step:
    """The row of the loop: from where the values come, and whether they come."""
    if not page.indicators:
        return Step(_("指标"), "todo", _("没有定指标"))
    if not page.gauges:
        return Step(_("指标"), "todo", _("还没有接数据"))
    known = sum(1 for gauge in page.gauges if gauge.status is not public.Status.NO_DATA)
    state: StepState = "done" if known == len(page.gauges) else "current"
    return Step(_("指标与数据源"), state, f"{known} / {len(page.gauges)}", "#measures")


def reasons(page: public.RequirementPage) -> list[str]:
    """Why the state is what it is: the voices that are as bad as the worst."""
    worst = public.roll_up(one.status for one in page.said) if page.said else None
    return [_voice(one) for one in page.said if one.status is worst and worst is not public.Status.MET]


def _voice(one: public.Contribution) -> str:
    if one.reason:
        return one.reason
    source = str(VOICES.get(one.source, one.source))
    return _("%(source)s：%(state)s") % {"source": source, "state": STATUS_WORDS[one.status]}


def _course(gauge: public.Gauge, *, at: datetime) -> SafeString:
    one = gauge.definition
    past = daily(one.code, gauge.scope, at - WINDOW, at)
    label = _("%(name)s，近 %(days)s 天，最近 %(value)s") % {
        "name": one.name,
        "days": WINDOW.days,
        "value": gauge.value,
    }
    return trend_svg(Chart(past, gauge.aim, one.unit, at - WINDOW, at, label))


def _campus(gauge: public.Gauge, name: str, reading: Reading | None, *, at: datetime) -> Campus:
    state = standing(reading, gauge.definition, at, aim=gauge.aim)
    value = reading.value if reading else None
    share = ""
    if reading is not None and reading.denominator is not None:
        share = f"{reading.numerator} / {reading.denominator}"
    return Campus(
        name=name,
        value=value_word(value, gauge.definition.unit),
        share=share,
        figure=None if value is None else float(value),
        mark=MARKS[state],
        word=state_word(state),
    )
