"""A line chart with its target, for the page of one indicator (section 10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from anlan.foundation.ui.charts import Points, Scale, polyline, voice
from anlan.foundation.ui.figures import number


@dataclass(frozen=True, slots=True)
class Trend:
    """A series with its target: values by place, the labels under some places, notes at others."""

    values: Sequence[float]
    labels: Sequence[str]
    label: str
    low: float
    high: float
    unit: str = ""
    target: float | None = None
    target_label: str = ""
    last_label: str = ""
    at_least: bool = True

    def misses(self, value: float) -> bool:
        """Whether a value lies on the wrong side of the target."""
        if self.target is None:
            return False
        return value < self.target if self.at_least else value > self.target


def trend(series: Trend, *, width: int = 640, height: int = 220) -> SafeString:
    """A line chart: five grid lines, ends labelled directly, points beyond the target filled."""
    across = Scale(0, max(len(series.values) - 1, 1), 40, width - 92)
    up = Scale(series.low, series.high, height - 28, 18)
    points = [(across(i), up.clamped(value)) for i, value in enumerate(series.values)]
    parts = [
        _grid(series, up, width=width),
        _aim(series, up, width=width),
        polyline(points, colour="var(--al-c1)", width=2.4),
        _dots(series, points),
        _ends(series, points, width=width),
        _days(series, across, height=height),
    ]
    return format_html(
        '<div class="chart-box" tabindex="0" role="group" aria-label="{0}">'
        '<svg class="chart" viewBox="0 0 {1} {2}" {3}>{4}</svg></div>',
        series.label,
        width,
        height,
        voice(series.label),
        SafeString("".join(parts)),
    )


def _grid(series: Trend, up: Scale, *, width: int) -> SafeString:
    step = (series.high - series.low) / 4
    levels = [series.low + step * i for i in range(5)]
    return format_html_join(
        "",
        '<line class="{}" x1="40" x2="{}" y1="{}" y2="{}"/>'
        '<text class="ax" x="32" y="{}" text-anchor="end">{}</text>',
        (
            (
                "base-line" if level == series.low else "grid-line",
                width - 92,
                f"{up(level):.1f}",
                f"{up(level):.1f}",
                f"{up(level) + 4.5:.1f}",
                number(round(level, 1)),
            )
            for level in levels
        ),
    )


def _aim(series: Trend, up: Scale, *, width: int) -> SafeString:
    if series.target is None:
        return mark_safe("")
    y = up.clamped(series.target)
    return format_html(
        '<line x1="40" x2="{}" y1="{y}" y2="{y}" stroke="var(--al-base)" stroke-width="1.6"'
        ' stroke-dasharray="5 4"/>'
        '<text class="lb" x="{}" y="{}">{}</text>',
        width - 92,
        width - 84,
        f"{y + 4.5:.1f}",
        series.target_label,
        y=f"{y:.1f}",
    )


def _dots(series: Trend, points: Points) -> SafeString:
    def paint(i: int) -> tuple[str, str]:
        if series.misses(series.values[i]):
            return "var(--al-warn-mark)", "var(--al-warn-mark)"
        return "var(--al-surface)", "var(--al-c1)"

    return format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="2"/>',
        (
            (f"{x:.1f}", f"{y:.1f}", 4 if i == len(points) - 1 else 3, *paint(i))
            for i, (x, y) in enumerate(points)
        ),
    )


def _ends(series: Trend, points: Points, *, width: int) -> SafeString:
    if not points:
        return mark_safe("")
    y = points[-1][1]
    return format_html(
        '<text class="lb last" x="{x}" y="{}">{}{}</text><text class="ax" x="{x}" y="{}">{}</text>',
        f"{y + 4.5:.1f}",
        number(series.values[-1]),
        series.unit,
        f"{y + 21:.1f}",
        series.last_label,
        x=width - 84,
    )


def _days(series: Trend, across: Scale, *, height: int) -> SafeString:
    every = max(1, -(-len(series.labels) // 7))
    return format_html_join(
        "",
        '<text class="ax" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((f"{across(i):.1f}", height - 8, text) for i, text in enumerate(series.labels) if i % every == 0),
    )
