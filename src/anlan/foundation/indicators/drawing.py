"""The course of a measurement, drawn on the server: a line by time that breaks where days are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from anlan.foundation.indicators.figures import target_word, value_word
from anlan.foundation.indicators.readings import Reading
from anlan.foundation.indicators.rules.standing import Aim, Direction
from anlan.foundation.ui.charts import Scale, polyline, voice
from anlan.foundation.ui.figures import number

LEFT, RIGHT, TOP, FOOT = 44, 104, 18, 28
LONGEST_GAP = timedelta(hours=36)
MOST_LABELS = 7
Dot = tuple[float, float, Reading]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: readings by time against an aim, in a unit, between two instants."""

    readings: Sequence[Reading]
    aim: Aim
    unit: str
    since: datetime
    until: datetime
    label: str
    width: int = 640
    height: int = 220


def trend_svg(chart: Chart) -> SafeString:
    """The drawing, or nothing where no value is known; the table beside it says the same."""
    known = [one for one in chart.readings if one.value is not None]
    if not known:
        return mark_safe("")
    low, high = _span(known, chart)
    up = Scale(low, high, chart.height - FOOT, TOP)
    across = Scale(chart.since.timestamp(), chart.until.timestamp(), LEFT, chart.width - RIGHT)
    dots = [(across.clamped(one.as_of.timestamp()), up.clamped(float(one.value or 0)), one) for one in known]
    inside = [
        _grid(chart, up),
        _aim(chart, up),
        *_line(dots),
        _points(dots, chart),
        _end(dots[-1], chart, up),
    ]
    inside.append(_days(chart, across))
    return format_html(
        '<div class="chart-box" tabindex="0" role="group" aria-label="{0}">'
        '<svg class="chart" viewBox="0 0 {1} {2}" {3}>{4}</svg></div>',
        chart.label,
        chart.width,
        chart.height,
        voice(chart.label),
        SafeString("".join(inside)),
    )


def _span(known: Sequence[Reading], chart: Chart) -> tuple[float, float]:
    """Counts stand on zero; a share with a target may be looked at closely."""
    values = [float(one.value or 0) for one in known]
    if chart.aim.target is not None:
        values.append(float(chart.aim.target))
    if chart.unit == "percent" and chart.aim.direction is not Direction.AT_MOST:
        room = max(1.0, (100 - min(values)) * 0.15)
        return max(0.0, float(int(min(values) - room))), 100.0
    top = max(*values, 1.0)
    return 0.0, float(-(-top // 4) * 4)


def _grid(chart: Chart, up: Scale) -> SafeString:
    levels = [up.low + (up.high - up.low) / 4 * i for i in range(5)]
    return format_html_join(
        "",
        '<line class="{0}" x1="{1}" x2="{2}" y1="{3}" y2="{3}"/>'
        '<text class="ax" x="{4}" y="{5}" text-anchor="end">{6}</text>',
        (
            (
                "base-line" if i == 0 else "grid-line",
                LEFT,
                chart.width - RIGHT,
                f"{up(level):.1f}",
                LEFT - 8,
                f"{up(level) + 4.5:.1f}",
                number(round(level, 1)),
            )
            for i, level in enumerate(levels)
        ),
    )


def _aim(chart: Chart, up: Scale) -> SafeString:
    if chart.aim.target is None:
        return mark_safe("")
    y = up.clamped(float(chart.aim.target))
    return format_html(
        '<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" stroke="var(--al-base)" stroke-width="1.6"'
        ' stroke-dasharray="5 4"/><text class="lb" x="{3}" y="{4}">{5}</text>',
        LEFT,
        chart.width - RIGHT,
        f"{y:.1f}",
        chart.width - RIGHT + 8,
        f"{max(y - 6, 12):.1f}",
        target_word(chart.aim, chart.unit),
    )


def _line(dots: Sequence[Dot]) -> list[SafeString]:
    """One line for each run of days without a gap."""
    runs: list[list[Dot]] = []
    for dot in dots:
        if runs and dot[2].as_of - runs[-1][-1][2].as_of <= LONGEST_GAP:
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [
        polyline([(x, y) for x, y, _ in run], colour="var(--al-c1)", width=2.4)
        for run in runs
        if len(run) > 1
    ]


def _points(dots: Sequence[Dot], chart: Chart) -> SafeString:
    def paint(one: Reading) -> tuple[str, str]:
        if one.value is not None and chart.aim.miss(one.value):
            return "var(--al-warn-mark)", "var(--al-warn-mark)"
        return "var(--al-surface)", "var(--al-c1)"

    return format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="2"/>',
        ((f"{x:.1f}", f"{y:.1f}", 4 if one is dots[-1][2] else 3, *paint(one)) for x, y, one in dots),
    )


def _end(dot: Dot, chart: Chart, up: Scale) -> SafeString:
    """The last value and its time, beside its dot: above it where the foot or the target is near below."""
    x, y, one = dot
    goal = None if chart.aim.target is None else up.clamped(float(chart.aim.target))
    crowded = y + 30 > chart.height - FOOT or (goal is not None and 0 <= goal - y < 44)
    value, time = (y - 22, y - 38) if crowded and y > 44 else (y + 14, y + 30)
    return format_html(
        '<text class="lb last" x="{0}" y="{1}">{2}</text><text class="ax" x="{0}" y="{3}">{4}</text>',
        f"{min(x, chart.width - RIGHT) + 8:.1f}",
        f"{value:.1f}",
        value_word(one.value, chart.unit),
        f"{time:.1f}",
        f"{localtime(one.as_of):%m-%d %H:%M}",
    )


def _days(chart: Chart, across: Scale) -> SafeString:
    days = max(1, (chart.until - chart.since).days)
    every = max(1, -(-days // MOST_LABELS))
    moments = [localtime(chart.until - timedelta(days=i)) for i in range(0, days, every)]
    return format_html_join(
        "",
        '<text class="ax" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (
                f"{across(one.timestamp()):.1f}",
                chart.height - 8,
                f"{one.month}-{one.day}",
            )
            for one in moments
        ),
    )
