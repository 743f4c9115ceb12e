"""Form fields and the error summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

from anlan.foundation.ui import rendering

register = template.Library()

register.simple_tag(rendering.control, name="control")
Wrong = tuple[str, str]


@register.filter
def layout(field: BoundField) -> str:
    """check, group or line."""
    return rendering.kind_of(field.field.widget)


@register.filter
def wrong_texts(field: BoundField) -> list[str]:
    """What is wrong with a field, in words that name it."""
    return rendering.wrong_texts(field)


@register.filter
def options(field: BoundField) -> list[BoundWidget]:
    """The choices of a group, each with its tag and label."""
    return rendering.options(field)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field with label, hint and error: ``{% field form.title %}``."""
    return bound.as_field_group()


@dataclass(frozen=True, slots=True)
class WrongLine:
    """One line of the summary; without a target it is plain text."""

    target: str
    text: str


def _lines(form: BaseForm) -> list[WrongLine]:
    lines = [WrongLine("", str(text)) for text in form.non_field_errors()]
    for bound in form:
        lines.extend(
            WrongLine(str(bound.id_for_label or bound.auto_id), text) for text in rendering.wrong_texts(bound)
        )
    return lines


def summary_lines(source: BaseForm | BaseFormSet[Any] | Iterable[Wrong]) -> list[WrongLine]:
    """Every error of a form, of all forms of a formset, or of given (id, text) pairs."""
    if isinstance(source, BaseForm):
        return _lines(source)
    if isinstance(source, BaseFormSet):
        whole = [WrongLine("", str(text)) for text in source.non_form_errors()]
        return whole + [line for form in source for line in _lines(form)]
    return [WrongLine(str(target), str(text)) for target, text in source]


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(source: BaseForm | BaseFormSet[Any] | Iterable[Wrong]) -> dict[str, object]:
    """What is to be changed, on top of main; takes the focus; draws nothing when all is well."""
    return {"lines": summary_lines(source)}
