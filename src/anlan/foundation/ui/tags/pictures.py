"""Shapes, icons, tags and small charts."""

import json
from collections.abc import Mapping, Sequence
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from anlan.foundation.ui import charts, marks, trends
from anlan.foundation.ui.marks import Mark

register = template.Library()

register.simple_tag(marks.definitions, name="shapes")

FILLS: dict[Mark, str] = {
    Mark.MET: "var(--al-ok-solid)",
    Mark.ON_TRACK: "var(--al-bar-2)",
    Mark.AT_RISK: "var(--al-warn-solid)",
    Mark.NOT_MET: "var(--al-bad-solid)",
    Mark.NO_DATA: "var(--al-none-line)",
    Mark.NOT_STARTED: "var(--al-line)",
}


@register.simple_tag
def status(code: object, word: str = "") -> SafeString:
    """State mark: ``{% status row.state %}`` or with the field's own word."""
    return marks.status(code, word=str(word))


@register.simple_tag
def shape(code: object, size: int = 16, label: str = "") -> SafeString:
    """The shape alone, beside a word of its own."""
    return marks.shape(code, size=size, label=str(label))


@register.simple_tag
def icon(name: str, size: int = 18, label: str = "") -> SafeString:
    """A Tabler icon of ``frontend/icons.json``; give a label only where no word stands beside it."""
    if settings.DEBUG and name not in known_icons():
        raise template.TemplateSyntaxError(f"frontend/icons.json has no icon {name!r}")
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="ic" width="{0}" height="{0}" {1}><use href="{2}#{3}"/></svg>',
        size,
        voice,
        static("anlan/icons.svg"),
        name,
    )


@cache
def known_icons() -> frozenset[str]:
    """Names in the sprite's list."""
    path = settings.ROOT / "frontend" / "icons.json"
    return frozenset(json.loads(path.read_text(encoding="utf-8")))


@register.simple_tag
def tag(text: object, kind: str = "", mark: object = "") -> SafeString:
    """A property of a thing. Kinds: ok info warn bad solid line, and "big" added for a page head."""
    drawn = marks.shape(mark) if mark else ""
    return format_html('<span class="tag {}">{}{}</span>', kind, drawn, text)


@register.simple_tag
def phase(level: int, name: object) -> SafeString:
    """The phase by name; 1 ordinary, 4 closed."""
    return format_html('<span class="phase p{}">{}</span>', level, name)


@register.simple_tag
def phase_bar(level: int) -> SafeString:
    """Four segments, filled to the level; the name stands beside it."""
    cells = ((f"f{level}" if place < level else "",) for place in range(4))
    return format_html(
        '<span class="pbar" aria-hidden="true">{}</span>', format_html_join("", '<i class="{}"></i>', cells)
    )


@register.simple_tag
def bullet(
    value: float | None,
    target: float,
    low: float = 0,
    high: float = 100,
    mark: object = "on_track",
    width: int = 88,
    label: str = "",
) -> SafeString:
    """Value against target; write the target in words beside it."""
    return charts.bullet(value, target=target, low=low, high=high, mark=mark, width=width, label=str(label))


@register.simple_tag
def sparkline(
    values: Sequence[float],
    target: float | None = None,
    mark: object = "on_track",
    width: int = 96,
    label: str = "",
) -> SafeString:
    """The last values as a line."""
    return charts.sparkline(values, target=target, mark=marks.read(mark), width=width, label=str(label))


@register.simple_tag
def spark_bars(values: Sequence[float], width: int = 96, label: str = "") -> SafeString:
    """Counts by day."""
    return charts.spark_bars(values, width=width, label=str(label))


@register.simple_tag
def trend(series: trends.Trend) -> SafeString:
    """A line chart with its target; a table stands beside it."""
    return trends.trend(series)


@register.simple_tag
def progress(value: float, total: float, label: str = "") -> SafeString:
    """How far a counted work is; the figures stand beside it."""
    share = value / total if total else 0.0
    return charts.meter([(share, "var(--al-action)")], label=str(label))


@register.simple_tag
def state_bar(counts: Mapping[object, int], label: str = "") -> SafeString:
    """How many are in each state, as one bar: ``{"met": 12, "at_risk": 8}``."""
    total = sum(counts.values()) or 1
    known = {marks.read(code): count for code, count in counts.items()}
    shares = [(known[mark] / total, FILLS[mark]) for mark in Mark if known.get(mark)]
    return charts.meter(shares, label=str(label), tall=True)


@register.simple_tag
def state_counts(counts: Mapping[object, int]) -> SafeString:
    """Counts by shape, for a group row; states without any are left out."""
    known = {marks.read(code): count for code, count in counts.items()}
    rows = (
        (marks.shape(mark, label=str(marks.WORDS[mark])), known[mark]) for mark in Mark if known.get(mark)
    )
    return format_html_join(" ", '<span class="st count">{}<span class="num">{}</span></span>', rows)
