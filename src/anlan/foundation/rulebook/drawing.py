"""A rule's versions on a line of time: one lane an area, drawn without scripts and styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.foundation.rulebook.rules.book import Version

LANE, TOP, BAR = 44, 22, 20
MARGIN = timedelta(days=60)
YEARS_APART = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """One area with its versions; ``texts`` are their values in words, in the same order."""

    name: str
    versions: Sequence[Version]
    texts: Sequence[str]


def timeline(lanes: Sequence[Lane], *, day: date, decides: object) -> SafeString:
    """The picture, ``decides`` being the key of the version in force on the day."""
    span = _span(lanes, day)
    height = TOP + LANE * len(lanes)
    return format_html(
        '<svg class="rule-time" width="100%" height="{}" role="img" aria-label="{}">{}{}{}</svg>',
        height,
        _("各范围的版本从何时到何时；逐条写在下面的表里"),
        _years(span, height),
        format_html_join(
            "", "{}", ((_lane(lane, number, span, decides),) for number, lane in enumerate(lanes))
        ),
        _mark(span, day, height),
    )


def _span(lanes: Sequence[Lane], day: date) -> tuple[date, date]:
    days = [one.starts for lane in lanes for one in lane.versions] + [day]
    days += [one.ends for lane in lanes for one in lane.versions if one.ends]
    return min(days) - MARGIN, max(days) + 3 * MARGIN


def _at(span: tuple[date, date], day: date) -> float:
    first, last = span
    return round(min(max((day - first) / (last - first), 0), 1) * 100, 2)


def _lane(lane: Lane, number: int, span: tuple[date, date], decides: object) -> SafeString:
    top = TOP + number * LANE
    name = format_html('<text class="lane" x="0" y="{}">{}</text>', top + 12, lane.name)
    bars = format_html_join(
        "",
        "{}",
        (
            (_bar(one, text, top + 18, span, one.key == decides),)
            for one, text in zip(lane.versions, lane.texts, strict=True)
        ),
    )
    return format_html("{}{}", name, bars)


def _bar(one: Version, text: str, top: int, span: tuple[date, date], decides: bool) -> SafeString:
    left, right = _at(span, one.starts), _at(span, one.ends) if one.ends else 100.0
    look = "now" if decides else "open" if one.is_empty else "set"
    return format_html(
        '<rect class="bar {}" x="{}%" y="{}" width="{}%" height="{}" rx="3"><title>{}</title></rect>',
        look,
        left,
        top,
        max(round(right - left, 2), 0.4),
        BAR,
        text,
    )


def _years(span: tuple[date, date], height: int) -> SafeString:
    first, last = span[0].year + 1, span[1].year
    step = max(1, -(-(last - first + 1) // YEARS_APART))
    rows = ((_at(span, date(year, 1, 1)), height, year) for year in range(first, last + 1, step))
    return format_html_join(
        "",
        '<line class="year" x1="{0}%" y1="16" x2="{0}%" y2="{1}"/>'
        '<text class="tick" x="{0}%" y="11">{2}</text>',
        rows,
    )


def _mark(span: tuple[date, date], day: date, height: int) -> SafeString:
    at = _at(span, day)
    return format_html('<line class="day" x1="{0}%" y1="14" x2="{0}%" y2="{1}"/>', at, height)
