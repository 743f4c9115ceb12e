"""Small words and marks of inspection's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.models.choices import Severity, Verdict
from anlan.areas.inspection.rules.forms import Question
from anlan.areas.inspection.states import IN_HAND
from anlan.areas.inspection.words import FOUND
from anlan.foundation.indicators.public import definitions
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import in_language as in_reader_language
from anlan.foundation.people.public import title_of, unit_name

register = template.Library()

MARKS = {"minor": "on_track", "serious": "at_risk", "stop_now": "not_met"}
KINDS = {"serious": "warn", "stop_now": "bad"}
VERDICTS = {"pass": "met", "fail": "not_met", "na": "no_data"}


@register.filter
def unit(row: Unit) -> str:
    """A unit in the reader's language."""
    return unit_name(row)


@register.filter
def seat(row: Position) -> str:
    """A position as people say it."""
    return title_of(row)


@register.filter
def in_language(chinese: str, english: str) -> str:
    """Of two texts the one in the reader's language."""
    return in_reader_language(chinese, english)


@register.filter
def not_running(finding: Finding) -> bool:
    """Whether the deadline no longer runs: submitted, closed, set aside."""
    return finding.state not in IN_HAND


@register.filter
def severity_mark(code: str) -> str:
    """The mark of a severity."""
    return MARKS.get(code, "on_track")


@register.filter
def severity_kind(code: str) -> str:
    """The kind of tag of a severity."""
    return KINDS.get(code, "")


@register.filter
def severity_word(code: str) -> str:
    """A severity in words."""
    return str(Severity(code).label) if code in Severity.values else code


@register.filter
def verdict_mark(code: str) -> str:
    """The mark of a judgement."""
    return VERDICTS.get(code, "not_started")


@register.filter
def verdict_word(code: str) -> str:
    """A judgement in words."""
    return str(Verdict(code).label) if code in Verdict.values else "--"


@register.filter
def holds(raw: Any, name: str) -> bool:
    """Whether a choice was taken."""
    return name in (raw.split() if isinstance(raw, str) else raw or ())


@register.filter
def told_answer(raw: Any, question: Question) -> str:
    """An answer that is no judgement, in words."""
    if not raw:
        return "--"
    names = raw.split() if isinstance(raw, str) and question.choices else raw
    labels = {one.name: in_reader_language(one.label, one.label_en) for one in question.choices}
    if isinstance(names, list):
        return pgettext("inspection", "、").join(labels.get(str(one), str(one)) for one in names)
    return str(raw)


@register.filter
def measurement(code: str) -> str:
    """The name of a measurement of the catalogue."""
    known = definitions().by_code.get(code)
    return known.name if known else code


@register.filter
def found_word(code: str) -> str:
    """What a random re-check found, in words."""
    return str(dict(FOUND).get(code, "--"))


@register.filter
def share(value: float | None) -> str:
    """A share in percent with one decimal."""
    return "--" if value is None else f"{value * 100:.1f}"


@register.filter
def interval(ends: tuple[float, float] | None) -> str:
    """An interval of shares in words."""
    if ends is None:
        return ""
    low, high = (f"{end * 100:.0f}" for end in ends)
    return _("九成五的把握在 %(low)s%% 到 %(high)s%% 之间。") % {"low": low, "high": high}


@register.filter
def run_act(name: str) -> str:
    """What a button on the page of a run says."""
    return {
        "review": pgettext("inspection", "审阅督查"),
        "cancel": pgettext("inspection", "取消督查"),
        "supplement": pgettext("inspection", "补充督查"),
        "conclude": pgettext("inspection", "出具结论"),
    }.get(name, name)
