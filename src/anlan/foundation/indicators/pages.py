"""What the pages of measurements show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.indicators import catalogue as shelf
from anlan.foundation.indicators.definitions import Definition, definitions
from anlan.foundation.indicators.drawing import Chart, trend_svg
from anlan.foundation.indicators.figures import (
    MARKS,
    STATES,
    TRUST_MARKS,
    TRUSTS,
    interval_word,
    span_word,
    target_word,
    value_word,
)
from anlan.foundation.indicators.readings import Reading, daily, is_enough, standing
from anlan.foundation.indicators.rules.standing import BLIND, State
from anlan.foundation.indicators.scopes import WHOLE, Scope, ScopeKind
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.parts import Choice

WINDOWS: Final = (7, 30, 90)
USUAL_WINDOW: Final = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in words beside its target, with its state."""

    value: str
    target: str
    mark: Mark
    word: str
    as_of: datetime | None
    share: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the random re-check of a measurement says beside it; a share of too few is not said."""

    name: str
    url: str
    value: str
    share: str
    interval: str
    fewest: int
    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the catalogue, or of one measurement by scope."""

    name: str
    url: str
    shown: Shown
    about: str = ""
    source: str = ""
    pair: Checked | None = None
    failed: bool = False
    figure: float | None = None
    aim: float | None = None
    top: float = 100


@dataclass(frozen=True, slots=True)
class Past:
    """One day of a course."""

    at: datetime
    shown: Shown


@dataclass(frozen=True, slots=True)
class Focus:
    """What part of a measurement a page looks at: where and how far back."""

    scope: Scope = WHOLE
    name: str = ""
    days: int = USUAL_WINDOW
    query: str = ""
    scopes: Mapping[Scope, str] = field(default_factory=dict)

    @classmethod
    def of(cls, viewer: Actor, query: Mapping[str, str]) -> Focus:
        """Read from an address; a scope that the viewer may not see looks missing."""
        days = next((one for one in WINDOWS if str(one) == query.get("days")), USUAL_WINDOW)
        wanted = query.get("scope", "")
        if not wanted:
            return cls(name=_("全校"), days=days, query=urlencode({"days": days}))
        kind, _sep, key = wanted.partition(":")
        try:
            scope, name = shelf.scope_of(viewer, kind, UUID(key))
        except ValueError:
            raise NotVisible from None
        return cls(scope, name, days, urlencode({"days": days, "scope": wanted}))


def shown(one: Definition, reading: Reading | None, state: State) -> Shown:
    """A reading in words; no data and too old speak for themselves."""
    share = ""
    if reading is not None and reading.denominator is not None and reading.numerator is not None:
        share = f"{reading.numerator:,} / {reading.denominator:,}"
    return Shown(
        value=value_word(reading.value if reading and is_enough(reading, one) else None, one.unit),
        target=target_word(one.aim, one.unit),
        mark=MARKS[state],
        word=str(STATES[state]),
        as_of=reading.as_of if reading else None,
        share=share,
    )


def checked(line: shelf.Line) -> Checked | None:
    """The re-check of a measurement in words; None for a re-check itself."""
    pair, told = line.pair, line.pair_reading
    if pair is None:
        return None
    good, of = (told.numerator, told.denominator) if told else (None, None)
    enough = told is not None and is_enough(told, pair)
    return Checked(
        name=pair.name,
        url=reverse("indicators:one", args=(pair.code,)),
        value=value_word(told.value if told and enough else None, pair.unit),
        share="" if good is None or of is None else f"{good:,} / {of:,}",
        interval=interval_word(good, of) if enough else "",
        fewest=pair.fewest,
        mark=TRUST_MARKS[line.trust],
        word=str(TRUSTS[line.trust]),
    )


def index_page(viewer: Actor, query: Mapping[str, str], *, at: datetime) -> dict[str, Any]:
    """The catalogue with what narrows it."""
    filters = shelf.Filters.of(query)
    kept = [line for line in shelf.lines(viewer, at=at) if filters.keeps(line)]
    counted = Counter(line.state for line in kept)
    rows = [line for line in kept if not filters.state or line.state == filters.state]
    return {
        "filters": filters,
        "chips": _chips(filters, counted, len(kept)),
        "rows": [_row(line) for line in rows],
        "told": _told(counted, len(kept)),
        "points": range(1, 11),
        "narrowed": filters != shelf.Filters(),
    }


def one_page(viewer: Actor, code: str, query: Mapping[str, str], *, at: datetime) -> dict[str, Any]:
    """One measurement: what it means, its course, its value by campus and unit."""
    line, focus = shelf.line_for(viewer, code, at=at), Focus.of(viewer, query)
    one = line.definition
    past = course(one, focus, at=at)
    current = past[-1] if past else None
    here = reverse("indicators:one", args=(code,))
    return {
        "one": one,
        "line": line,
        "focus": focus,
        "shown": shown(one, current, standing(current, one, at)),
        "target": target_word(one.aim, one.unit),
        "checked": checked(line),
        "interval": _interval(one, current),
        "tested": [_row(each) for each in shelf.tested_by(viewer, code, at=at)] if one.recheck else [],
        "every": span_word(one.every),
        "age": span_word(one.age_limit),
        "drawing": trend_svg(_chart(one, focus, past, at=at)),
        "past": [
            Past(each.as_of, shown(one, each, standing(each, one, each.as_of))) for each in reversed(past)
        ],
        "campuses": _by_scope(one, shelf.campus_scopes(), ScopeKind.CAMPUS, here, at=at),
        "units": _by_scope(one, shelf.unit_scopes(viewer), ScopeKind.UNIT, here, at=at),
        "windows": [_window(days, focus, here) for days in WINDOWS],
    }


def definitions_page(viewer: Actor) -> dict[str, Any]:
    """Every definition on paper: first what is steered by, then the re-checks."""
    known = shelf.catalogue(viewer)
    return {
        "groups": (
            (_("一、指标"), [_printed(one, known) for one in known if not one.recheck]),
            (_("二、随机抽查"), [_printed(one, known) for one in known if one.recheck]),
        ),
        "book": definitions(),
    }


def course(one: Definition, focus: Focus, *, at: datetime) -> list[Reading]:
    """The last value of each day in the window, oldest first."""
    return daily(one.code, focus.scope, at - timedelta(days=focus.days), at)


def _interval(one: Definition, reading: Reading | None) -> str:
    """How sure a re-check is."""
    if not one.recheck or reading is None or not is_enough(reading, one):
        return ""
    return interval_word(reading.numerator, reading.denominator)


def _past(one: Definition, each: Reading) -> Past:
    """A day as it stood then."""
    return Past(each.as_of, shown(one, each, standing(each, one, each.as_of)))


def _printed(one: Definition, known: Sequence[Definition]) -> tuple[Definition, str, str]:
    pair = next((other.name for other in known if other.code == one.pair), "")
    return one, target_word(one.aim, one.unit), pair


def _chart(one: Definition, focus: Focus, past: Sequence[Reading], *, at: datetime) -> Chart:
    known = [each for each in past if each.value is not None and is_enough(each, one)]
    label = _("%(name)s，%(scope)s，近 %(days)s 天") % {
        "name": one.name,
        "scope": focus.name,
        "days": focus.days,
    }
    if known:
        label += _("，最近 %(value)s") % {"value": value_word(known[-1].value, one.unit)}
    return Chart(known, one.aim, one.unit, at - timedelta(days=focus.days), at, label)


def _row(line: shelf.Line) -> Row:
    one = line.definition
    return Row(
        name=one.name,
        url=reverse("indicators:one", args=(one.code,)),
        shown=shown(one, line.reading, line.state),
        about=one.about,
        source=one.source if line.has_source else "",
        pair=checked(line),
        failed=line.failed_at is not None,
    )


def _by_scope(
    one: Definition, scopes: Mapping[Scope, str], kind: ScopeKind, here: str, *, at: datetime
) -> list[Row]:
    if kind not in one.scopes:
        return []
    found = shelf.scope_lines(one, scopes, at=at)
    values = [float(each.reading.value) for each in found if each.reading and each.reading.value is not None]
    top = 100.0 if one.unit == "percent" else max([*values, float(one.target or 0), 1.0])
    return [
        Row(
            name=each.name,
            url=f"{here}?scope={kind}:{each.scope.id}",
            shown=shown(one, each.reading, each.state),
            figure=float(each.reading.value) if each.reading and each.reading.value is not None else None,
            aim=None if one.target is None else float(one.target),
            top=top,
        )
        for each in found
    ]


def _window(days: int, focus: Focus, here: str) -> Choice:
    query = {"days": str(days)}
    if focus.scope.id is not None:
        query["scope"] = f"{focus.scope.kind}:{focus.scope.id}"
    label = ngettext("近 %(days)s 天", "近 %(days)s 天", days) % {"days": days}
    return Choice(label, f"{here}?{urlencode(query)}", days == focus.days)


def _chips(filters: shelf.Filters, counted: Mapping[State, int], total: int) -> list[Choice]:
    """All, then the states that occur."""
    base = {"q": filters.q, "serves": str(filters.serves or ""), "sort": filters.sort}
    kept = {name: value for name, value in base.items() if value}

    def url(state: str) -> str:
        query = urlencode(kept | ({"state": state} if state else {}))
        return f"{reverse('indicators:index')}{'?' if query else ''}{query}"

    return [
        Choice(_("全部"), url(""), not filters.state, total),
        *(
            Choice(STATES[state], url(state), filters.state == state, counted[state], mark=MARKS[state])
            for state in State
            if counted.get(state) or filters.state == state
        ),
    ]


def _told(counted: Mapping[State, int], total: int) -> dict[str, int]:
    blind = sum(counted.get(state, 0) for state in BLIND)
    return {
        "total": total,
        "met": counted.get(State.MET, 0),
        "missed": counted.get(State.NOT_MET, 0) + counted.get(State.AT_RISK, 0),
        "blind": blind,
    }
