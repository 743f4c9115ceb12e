"""Small charts drawn on the server: pure functions from numbers to safe SVG (section 10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from anlan.foundation.ui.marks import COLOURS, Mark, read

Points = Sequence[tuple[float, float]]
HIDDEN = mark_safe('aria-hidden="true"')


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from data to drawing; a span of nothing is drawn in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def clamped(self, value: float) -> float:
        """The place of a value, kept inside the frame."""
        return self(min(max(value, min(self.low, self.high)), max(self.low, self.high)))


def voice(label: str) -> SafeString:
    """How a drawing speaks: by its label, or not at all."""
    return format_html('role="img" aria-label="{}"', label) if label else HIDDEN


def polyline(points: Points, *, colour: str, width: float) -> SafeString:
    """A line through points, in a colour of the tokens."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round"/>',
        path,
        colour,
        width,
    )


def sparkline(
    values: Sequence[float],
    *,
    target: float | None = None,
    mark: Mark = Mark.ON_TRACK,
    width: int = 96,
    height: int = 34,
    label: str = "",
) -> SafeString:
    """A line of the last values with its end marked and the target dashed."""
    if len(values) < 2:
        return mark_safe("")
    known = [*values] if target is None else [*values, target]
    across = Scale(0, len(values) - 1, 2, width - 6)
    up = Scale(min(known), max(known), height - 4, 4)
    points = [(across(place), up(value)) for place, value in enumerate(values)]
    colour = COLOURS[mark] if mark in {Mark.AT_RISK, Mark.NOT_MET} else "var(--al-c1)"
    aim = mark_safe("") if target is None else _dashed(0, width, up(target))
    end = format_html(
        '<circle cx="{}" cy="{}" r="3" fill="{}" stroke="var(--al-surface)" stroke-width="1.2"/>',
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
        colour,
    )
    return _frame("spark", width, height, aim + polyline(points, colour=colour, width=1.8) + end, label=label)


def spark_bars(values: Sequence[float], *, width: int = 96, height: int = 34, label: str = "") -> SafeString:
    """Counts by day; the baseline is zero."""
    if not values:
        return mark_safe("")
    step = width / len(values)
    up = Scale(0, max([*values, 1]), 0, height - 4)
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="var(--al-bar)" rx="1"/>',
        (
            (
                f"{i * step + 0.8:.1f}",
                f"{height - 1 - up(value):.1f}",
                f"{max(step - 1.6, 0.6):.1f}",
                f"{up(value):.1f}",
            )
            for i, value in enumerate(values)
        ),
    )
    base = format_html(
        '<line x1="0" x2="{}" y1="{}" y2="{}" class="base-line" stroke-opacity=".5"/>',
        width,
        height - 0.5,
        height - 0.5,
    )
    return _frame("spark", width, height, base + bars, label=label)


def bullet(
    value: float | None,
    *,
    target: float,
    low: float = 0,
    high: float = 100,
    mark: object = Mark.ON_TRACK,
    width: int = 88,
    label: str = "",
) -> SafeString:
    """Value against target on one track; without a value only the track and the target stand."""
    across = Scale(low, high, 0, width)
    bar = mark_safe("")
    if value is not None:
        length = f"{max(2.0, across.clamped(value)):.1f}"
        bar = format_html(
            '<rect y="3.5" width="{}" height="7" rx="2" fill="{}"/>', length, COLOURS[read(mark)]
        )
    tick = f"{across.clamped(target):.1f}"
    inside = (
        format_html('<rect y="3.5" width="{}" height="7" rx="2" fill="var(--al-line)"/>', width)
        + bar
        + format_html(
            '<line x1="{0}" x2="{0}" y1="0" y2="14" stroke="var(--al-base)" stroke-width="2.2"/>', tick
        )
    )
    return format_html(
        '<svg class="bullet" width="{}" height="14" viewBox="-1 0 {} 14" {}>{}</svg>',
        width + 2,
        width + 2,
        voice(label),
        inside,
    )


def meter(shares: Sequence[tuple[float, str]], *, label: str = "", tall: bool = False) -> SafeString:
    """Parts of a whole side by side: (share of 0 to 1, colour), with a gap between."""
    inside, left = [], 0.0
    for share, colour in shares:
        width = max(0.0, min(share, 1 - left))
        if width:
            inside.append(
                (f"{left * 1000:.1f}", f"{max(width * 1000 - (2 if len(shares) > 1 else 0), 1):.1f}", colour)
            )
        left += width
    bars = format_html_join("", '<rect x="{}" width="{}" height="8" fill="{}"/>', inside)
    return format_html(
        '<svg class="meter{}" viewBox="0 0 1000 8" preserveAspectRatio="none" {}>{}</svg>',
        " tall" if tall else "",
        voice(label),
        bars,
    )


def _dashed(left: float, right: float, y: float) -> SafeString:
    return format_html(
        '<line x1="{}" x2="{}" y1="{y}" y2="{y}" stroke="var(--al-text-3)" stroke-dasharray="3 3"/>',
        left,
        right,
        y=f"{y:.1f}",
    )


def _frame(kind: str, width: int, height: int, inside: SafeString, *, label: str) -> SafeString:
    return format_html(
        '<svg class="{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}" {3}>{4}</svg>',
        kind,
        width,
        height,
        voice(label),
        inside,
    )
