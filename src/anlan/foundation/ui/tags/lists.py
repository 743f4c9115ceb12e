"""Parts that draw rows of ``parts`` through a template of their own."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import RequestContext
from django.utils.translation import gettext_lazy as _

from anlan.core.kernel import clock
from anlan.foundation.ui import dates, marks, parts

register = template.Library()

STEP_MARKS = {
    "done": marks.Mark.MET,
    "current": marks.Mark.ON_TRACK,
    "todo": marks.Mark.NOT_STARTED,
    "bad": marks.Mark.AT_RISK,
}
FINDING_STEPS = (_("发现"), _("派单"), _("整改"), _("复核"), _("销号"))
TURNS = {
    "looser": ("arrow-up-right", _("放宽")),
    "tighter": ("arrow-down-right", _("收紧")),
    "same": ("equal", _("不变")),
}


@register.inclusion_tag("ui/parts/phase_strip.html")
def phase_strip(cells: Iterable[parts.PhaseCell], label: str = "") -> dict[str, object]:
    """The phase of each campus."""
    return {"cells": cells, "label": label}


@register.inclusion_tag("ui/parts/tiles.html")
def tiles(rows: Iterable[parts.Tile], label: str = "") -> dict[str, object]:
    """Four to six figures that drive decisions."""
    return {"rows": rows, "label": label}


@register.inclusion_tag("ui/parts/segmented.html")
def segmented(choices: Iterable[parts.Choice], label: str) -> dict[str, object]:
    """Two to seven views of the same data."""
    return {"choices": choices, "label": label}


@register.inclusion_tag("ui/parts/chips.html")
def chips(choices: Iterable[parts.Choice], label: str) -> dict[str, object]:
    """Status filters with counts."""
    return {"choices": choices, "label": label}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Iterable[parts.Entry]) -> dict[str, object]:
    """History of one thing, newest first."""
    return {"entries": entries}


@register.inclusion_tag("ui/parts/steps.html")
def steps(rows: Iterable[parts.Step], wide: bool = False) -> dict[str, object]:
    """Marks with words; wide for the head of a page in several steps."""
    return {"rows": [(row, STEP_MARKS[row.state]) for row in rows], "wide": wide}


@register.inclusion_tag("ui/parts/steps.html")
def finding_steps(reached: int) -> dict[str, object]:
    """发现 → 派单 → 整改 → 复核 → 销号; reached counts the finished ones, 0 to 5."""
    rows = [parts.Step(word, _state(place, reached=reached)) for place, word in enumerate(FINDING_STEPS)]
    return {"rows": [(row, STEP_MARKS[row.state]) for row in rows], "wide": False}


def _state(place: int, *, reached: int) -> parts.StepState:
    if place == reached:
        return "current"
    return "done" if place < reached else "todo"


@register.inclusion_tag("ui/parts/loop.html")
def loop(rows: Iterable[parts.Step]) -> dict[str, object]:
    """From requirement to verified, each with a count in ``detail``."""
    return {"rows": [(row, STEP_MARKS[row.state]) for row in rows]}


@register.inclusion_tag("ui/parts/source_quote.html")
def source_quote(quote: parts.Quote, small: bool = False) -> dict[str, object]:
    """A passage in its own words, set in Song, with where it stands."""
    return {"quote": quote, "small": small}


@register.inclusion_tag("ui/parts/change_table.html")
def change_table(rows: Iterable[parts.Change], caption: str = "") -> dict[str, object]:
    """Measures now and after, unchanged ones too."""
    return {"rows": [(row, *TURNS[row.direction]) for row in rows], "caption": caption}


@register.inclusion_tag("ui/parts/needs.html")
def needs(rows: Iterable[parts.Need]) -> dict[str, object]:
    """What waits for this role, at most seven."""
    return {"rows": list(rows)[:7]}


@register.inclusion_tag("ui/parts/day.html")
def day(events: Iterable[parts.DayEvent]) -> dict[str, object]:
    """Today with a rule at now."""
    rows = sorted(events, key=lambda event: event.at)
    now: datetime = clock.now()
    return {
        "past": [row for row in rows if row.at <= now],
        "coming": [row for row in rows if row.at > now],
        "now": now,
    }


@register.inclusion_tag("ui/parts/answers.html")
def check_answers(rows: Iterable[parts.Answer]) -> dict[str, object]:
    """What will be submitted, each row with its change link."""
    return {"rows": rows}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(groups: Iterable[parts.TaskGroup]) -> dict[str, object]:
    """Parts of a long application in any order."""
    return {"groups": groups}


@register.inclusion_tag("ui/parts/freshness.html")
def freshness(at: datetime | None, late: str = "") -> dict[str, object]:
    """As of when, and which source is late and by how much."""
    told = dates.as_of(at) if at else None
    return {
        "at": at,
        "told": told,
        "late": late,
        "mark": marks.Mark.AT_RISK if late or not at else marks.Mark.MET,
    }


@register.inclusion_tag("ui/parts/saved_sign.html")
def saved_sign(at: datetime | None = None) -> dict[str, object]:
    """Where an autosaving form says how it stands."""
    return {"at": at}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page, unit: str = "") -> dict[str, object]:  # type: ignore[type-arg]
    """Pages of 50 with the count always visible; keeps the filters of the address."""
    request: HttpRequest = context["request"]
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "numbers": list(shown),
        "gap": page.paginator.ELLIPSIS,
        "request": request,
        "unit": unit or _("条"),
    }
