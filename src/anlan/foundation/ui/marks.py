"""The five states of section 4.1 (and "not started"), their words, shapes and colours."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


class Mark(StrEnum):
    """State of a thing, from quiet to loud."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    NOT_STARTED = "not_started"


WORDS: dict[Mark, Promise] = {
    Mark.MET: _("达标"),
    Mark.ON_TRACK: _("推进中"),
    Mark.AT_RISK: _("有风险"),
    Mark.NOT_MET: _("未达标"),
    Mark.NO_DATA: _("无数据"),
    Mark.NOT_STARTED: _("还没开始"),
}

COLOURS: dict[Mark, str] = {
    Mark.MET: "var(--al-bar)",
    Mark.ON_TRACK: "var(--al-bar)",
    Mark.AT_RISK: "var(--al-warn-mark)",
    Mark.NOT_MET: "var(--al-bad-mark)",
    Mark.NO_DATA: "var(--al-bar-2)",
    Mark.NOT_STARTED: "var(--al-bar-2)",
}

_RING = '<circle cx="8" cy="8" r="7" fill="none" stroke="var(--al-none-mark)" stroke-width="{width}"{more}/>'

SHAPES: dict[Mark, str] = {
    Mark.MET: (
        '<circle cx="8" cy="8" r="7" fill="none" stroke="var(--al-ok-mark)" stroke-width="1.8"/>'
        '<path d="M4.8 8.2l2.2 2.2 4.2-4.6" fill="none" stroke="var(--al-ok-mark)" stroke-width="1.9"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    Mark.ON_TRACK: (
        _RING.format(width="1.8", more="")
        + '<path d="M8 3.4a4.6 4.6 0 0 1 0 9.2z" fill="var(--al-none-mark)"/>'
    ),
    Mark.AT_RISK: (
        '<path d="M8 1.2 15.4 14.4H.6z" fill="var(--al-warn-solid)" stroke="var(--al-warn-mark)"'
        ' stroke-width="1.2" stroke-linejoin="round"/>'
        '<path d="M8 5.8v4" stroke="var(--al-on-warn-solid)" stroke-width="1.8" stroke-linecap="round"/>'
        '<circle cx="8" cy="12.1" r="1.05" fill="var(--al-on-warn-solid)"/>'
    ),
    Mark.NOT_MET: (
        '<path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="var(--al-bad-solid)"/>'
        '<path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" stroke="var(--al-on-solid)" stroke-width="2"'
        ' stroke-linecap="round"/>'
    ),
    Mark.NO_DATA: (
        _RING.format(width="1.6", more=' stroke-dasharray="2.6 2.2"')
        + '<path d="M5.2 8h5.6" stroke="var(--al-none-mark)" stroke-width="1.8" stroke-linecap="round"/>'
    ),
    Mark.NOT_STARTED: _RING.format(width="1.8", more=""),
}


def read(code: object) -> Mark:
    """The mark of a code as areas name it; what is unknown is shown as no data, never as met."""
    try:
        return Mark(str(code))
    except ValueError:
        return Mark.NO_DATA


def definitions() -> SafeString:
    """The shapes once per page, to be used by reference."""
    symbols = "".join(
        f'<symbol id="al-{mark}" viewBox="0 0 16 16">{drawing}</symbol>' for mark, drawing in SHAPES.items()
    )
    return mark_safe(f'<svg class="shapes" aria-hidden="true" focusable="false">{symbols}</svg>')  # noqa: S308


def shape(code: object, *, size: int = 16, label: str = "") -> SafeString:
    """One shape; with a label it speaks for itself, without one a word stands beside it."""
    mark = read(code)
    hidden = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="shape" width="{0}" height="{0}" {1}><use href="#al-{2}"/></svg>',
        size,
        hidden,
        mark.value,
    )


def status(code: object, *, word: str = "") -> SafeString:
    """Shape and word together; the word may be the field's own, the shape may not."""
    mark = read(code)
    return format_html(
        '<span class="st {}">{}<span>{}</span></span>', mark.value, shape(mark), word or WORDS[mark]
    )
