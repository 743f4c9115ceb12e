"""Names of units, positions and standings in the reader's language."""

from __future__ import annotations

from django import template

from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.rulebook import in_language, rulebook

register = template.Library()


@register.filter
def unit_words(unit: Unit) -> str:
    """The unit's name."""
    return in_language(unit.name, unit.name_en)


@register.filter
def position_words(position: Position) -> str:
    """The position's title without its unit."""
    return in_language(position.title, position.title_en)


@register.filter
def standing_words(kind: str) -> str:
    """A kind of standing in words; an unknown one by its code."""
    return str(rulebook().standings.get(kind, kind))
