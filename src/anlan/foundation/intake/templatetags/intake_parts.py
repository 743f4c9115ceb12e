"""Words of sheets and columns in the reader's language."""

from django import template

from anlan.foundation.intake.spec import Column, SheetSpec
from anlan.foundation.people.public import in_language

register = template.Library()


@register.filter
def about(spec: SheetSpec) -> str:
    """What a sheet is for."""
    return in_language(spec.about, spec.about_en)


@register.filter
def heading(column: Column) -> str:
    """A column's heading."""
    return in_language(column.zh, column.en)


@register.filter
def hint(column: Column) -> str:
    """How a column is filled."""
    return in_language(column.hint, column.hint_en)


@register.filter
def options(column: Column) -> str:
    """What may be chosen in a column."""
    return " · ".join(in_language(zh, en) for _code, zh, en in (column.choices() if column.choices else ()))
