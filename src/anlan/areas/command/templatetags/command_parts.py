"""How requirements, drafts and their problems are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.areas.command import public
from anlan.areas.command.deadline_words import deadline_text, done_text, due_day, is_late
from anlan.areas.command.models import Addressee, Directive, Indicator
from anlan.areas.command.models.choices import ANSWER_STATES, Direction, Repeats
from anlan.areas.command.selectors.checking import Problem
from anlan.areas.command.wording import check_word
from anlan.areas.command.words import WINDOW_WORDS, word_of
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import in_language, unit_name
from anlan.foundation.ui import marks

register = template.Library()

SIGNS = {
    Direction.AT_LEAST: "≥ ",
    Direction.AT_MOST: "≤ ",
    Direction.EQUAL: "",
    Direction.UNSET: "",
}
ANSWER_MARKS = {
    "waiting": "on_track",
    "acknowledged": "met",
    "objected": "at_risk",
    "kept": "on_track",
    "changed": "met",
}
"""The shape beside what a unit answered."""


@register.simple_tag
def verdict(one: public.Verdict, word: bool = True) -> SafeString:
    """The state of a requirement and what stands beside it; being overdue is said with the deadline."""
    drawn = marks.status(one.status.value)
    beside = word_of(one) if word and one.word != public.Word.OVERDUE else ""
    return format_html('{}<span class="sub">{}</span>', drawn, beside) if beside else drawn


@register.filter
def beside(one: public.Verdict) -> str:
    """What stands beside a status, alone."""
    return word_of(one)


@register.filter
def tag_kind(one: public.Verdict) -> str:
    """The kind of tag for a page head."""
    kinds = {public.Status.MET: "ok", public.Status.AT_RISK: "warn", public.Status.NOT_MET: "bad"}
    return f"{kinds.get(one.status, '')} big".strip()


@register.simple_tag
def deadline(directive: Directive) -> SafeString | str:
    """By when: 每日, 5-25, 今天 18:00 前, or 逾期 2 天; once fulfilled 按期完成 or 晚 2 天完成."""
    if directive.met_at is not None:
        done = done_text(due_at=directive.due_at, met_at=directive.met_at)
        return format_html('<span class="{}">{}</span>', "nw late" if directive.late_since else "nw", done)
    text = deadline_text(
        due_at=directive.due_at,
        all_day=directive.due_all_day,
        repeats=directive.repeats,
        printed=directive.deadline_text,
    )
    late = is_late(directive.due_at)
    if not text:
        return _("没有定期限")
    return format_html('<span class="{}">{}</span>', "nw late" if late else "nw", text)


@register.filter
def due_on(directive: Directive) -> str:
    """The deadline itself, whatever became of it."""
    return due_day(directive.due_at, all_day=directive.due_all_day) if directive.due_at else ""


@register.simple_tag
def draft_deadline(card: public.DraftCard) -> str:
    """By when a draft is to be done; what is left open is said."""
    values = card.values
    text = deadline_text(
        due_at=card.due_at,
        all_day=bool(values["due_all_day"]),
        repeats=str(values["repeats"]),
        printed=str(values["deadline_text"]),
    )
    return text or (_("暂无期限") if values["no_deadline"] else "--")


@register.filter
def target(indicator: Indicator | None) -> str:
    """A target with its direction: ≥ 98%."""
    if indicator is None or not indicator.target:
        return _("暂无目标值") if indicator else "--"
    return _target(indicator.direction, indicator.target, indicator.unit)


@register.filter
def draft_target(card: public.DraftCard) -> str:
    """The target of a draft."""
    values = card.values
    if not values["indicator_target"]:
        return _("暂无目标值") if values["no_target"] else "--"
    return _target(values["indicator_direction"], values["indicator_target"], values["indicator_unit"])


@register.filter
def answer_mark(row: Addressee) -> str:
    """The shape beside an answer; one that is overdue is at risk."""
    return "at_risk" if row.state == "waiting" and is_late(row.answer_due_at) else ANSWER_MARKS[row.state]


@register.filter
def answer_word(row: Addressee) -> str:
    """What a unit answered, in a word."""
    if row.state == "waiting" and is_late(row.answer_due_at):
        return _("超时没签收")
    return str(dict(ANSWER_STATES)[row.state])


@register.filter
def named(one: Unit | Position | None) -> str:
    """A unit or a seat in the reader's language."""
    if isinstance(one, Position):
        return in_language(one.title, one.title_en)
    return unit_name(one) if one else ""


@register.filter
def rhythm(code: str) -> str:
    """每日, 每周."""
    return str(Repeats(code).label) if code else ""


@register.filter
def held(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key."""
    return mapping.get(key) if mapping else None


@register.filter
def problem_word(problem: Problem) -> str:
    """A problem of the check page in a line."""
    return check_word(problem.code, detail=problem.detail, count=problem.count, no=problem.no)


@register.filter
def code_word(code: str) -> str:
    """A code of a row's verdict in a line."""
    return check_word(code)


@register.filter
def window_word(key: str) -> str:
    """A window of deadlines by name."""
    return str(WINDOW_WORDS.get(key, key))


def _target(direction: str, value: str, unit: str) -> str:
    sign = SIGNS.get(Direction(direction or ""), "")
    joint = "" if unit in {"%", "％"} else " "
    return f"{sign}{value}{joint}{unit}".strip()
