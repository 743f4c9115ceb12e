"""How tasks are drawn: the state, the deadline, who, and the buttons of the board."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.rows import TaskRow
from anlan.areas.tasks.states import OWED, Kind
from anlan.areas.tasks.views.task import PLAIN
from anlan.areas.tasks.words import MOVE_WORDS, deadline_word, mark_of, seat_word, task_word, unit_word
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.ui import marks

register = template.Library()

FORWARD = ("accept", "start", "submit", "verify", "close", "conclude")
BACKWARD = ("recall", "return", "decline")


@register.simple_tag
def task_state(row: TaskRow) -> SafeString:
    """Shape and word; that it was late once stands beside it for good."""
    drawn = marks.status(mark_of(row.task, row.verdict.status), word=task_word(row))
    if row.task.was_late and row.task.state not in OWED:
        return format_html('{}<span class="sub late">{}</span>', drawn, _("逾期过"))
    return drawn


@register.simple_tag
def task_due(task: Task) -> SafeString | str:
    """By when; overdue in words and red."""
    told = deadline_word(task.due_at, all_day=task.due_all_day, settled=task.state not in OWED)
    if told is None:
        return _("没有期限")
    kind = "nw late" if told.late else "nw"
    return format_html(
        '<time class="{}" datetime="{}" title="{}">{}</time>', kind, told.iso, told.full, told.text
    )


@register.filter
def seat(one: Position | None) -> str:
    """A position with its unit."""
    return seat_word(one)


@register.filter
def unit(one: Unit) -> str:
    """A unit by its short name."""
    return unit_word(one)


@register.filter
def forward(row: TaskRow) -> str:
    """The move that brings a card to the next column; empty when the viewer has none."""
    return next((name for name in FORWARD if name in row.acts), "")


@register.filter
def backward(row: TaskRow) -> str:
    """The move that brings a card back."""
    return next((name for name in BACKWARD if name in row.acts), "")


@register.filter
def plain(name: str) -> bool:
    """Whether a move is one press, without words."""
    return name in PLAIN


@register.filter
def move_word(name: str) -> str:
    """A move by its name."""
    return str(MOVE_WORDS.get(name, name))


@register.filter
def tag_kind(row: TaskRow) -> str:
    """The kind of tag for a page head."""
    kinds = {"met": "ok", "at_risk": "warn", "not_met": "bad"}
    return f"{kinds.get(row.verdict.status.value, '')} big".strip()


@register.filter
def head_mark(row: TaskRow) -> str:
    """The shape for a page head."""
    return mark_of(row.task, row.verdict.status)


@register.filter
def counts_breaches(task: Task) -> bool:
    """Whether a task is a prohibition, whose target is none."""
    return task.obligation == Kind.PROHIBITION
