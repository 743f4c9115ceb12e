"""Answers, values, days and grades as the pages show them."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.foundation.rulebook.models import Rule, RuleChange, RuleVersion
from anlan.foundation.rulebook.rules.book import Version
from anlan.foundation.rulebook.rules.previewing import Effect
from anlan.foundation.rulebook.rules.resolving import Answer, State
from anlan.foundation.rulebook.selectors import words
from anlan.foundation.ui.marks import Mark, status

register = template.Library()
register.filter("subject_word", words.subject_word)
register.filter("why_word", words.why_word)
TURNS = {"looser": "arrow-up-right", "tighter": "arrow-down-right", "same": "equal"}


@register.simple_tag
def answer(found: Answer) -> SafeString | str:
    """What holds: the value, or that it waits, or that there is none."""
    text = words.answer_word(found)
    if found.state is State.NOT_CONFIRMED:
        return status(Mark.NO_DATA, word=text)
    return (
        format_html("<b>{}</b>", text)
        if found.state is State.IN_FORCE
        else format_html('<span class="t3">{}</span>', text)
    )


@register.simple_tag
def value_of(row: RuleVersion | RuleChange, rule: Rule) -> str:
    """A value with its unit."""
    return words.value_word(row.value, unit=rule.unit, kind=rule.kind)


@register.simple_tag
def days_of(row: RuleVersion | RuleChange | Version | Effect) -> str:
    """From when until when."""
    precision = getattr(row, "precision", "day")
    return words.days_word(row.starts, row.ends, str(getattr(precision, "value", precision)))


@register.simple_tag
def grade(code: str) -> SafeString:
    """A badge of the grade of a source."""
    if not code:
        return format_html('<span class="grade none">{}</span>', _("没有来源"))
    return format_html('<span class="grade g{}">{}</span>', code.lower(), _("%(grade)s 级") % {"grade": code})


@register.filter
def turn_icon(row: Effect) -> str:
    """The arrow of a direction."""
    return TURNS[row.way]


@register.filter
def turn_word(row: Effect) -> str:
    """The direction in a word."""
    if not row.changes_value:
        return _("值不变，换了版本")
    if row.before.value is None or row.after.value is None:
        return _("没有值了") if row.after.value is None else _("有了值")
    if row.way == "same":
        return pgettext("rulebook", "改值")
    return pgettext("rulebook", "放宽") if row.way == "looser" else pgettext("rulebook", "收紧")


@register.filter
def note_of(row: RuleVersion) -> str:
    """A version's note in the reader's language."""
    return row.note_en if words.is_english() and row.note_en else row.note


@register.filter
def rule_name(rule: object) -> str:
    """A rule's name in the reader's language."""
    return str(getattr(rule, "en" if words.is_english() else "zh"))


@register.filter
def in_day(day: date) -> str:
    """A day as the address and the picker write it."""
    return day.isoformat()
