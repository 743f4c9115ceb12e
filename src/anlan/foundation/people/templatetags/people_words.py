"""Names of units, positions and standings in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from anlan.foundation.people.models import Group, Membership, Position, Unit
from anlan.foundation.people.rulebook import in_language, rulebook

register = template.Library()
PARTS = {
    Membership.Part.MEMBER: _("成员"),
    Membership.Part.TEACHER: _("老师"),
    Membership.Part.LEAD: _("负责人"),
}


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


@register.filter
def group_words(group: Group) -> str:
    """The group's name."""
    return in_language(group.name, group.name_en)


@register.filter
def group_kind_words(kind: str) -> str:
    """A kind of group in words; an unknown one by its code."""
    return str(rulebook().groups.get(kind, kind))


@register.filter
def part_words(part: str) -> str:
    """What somebody is in a group."""
    return str(PARTS.get(Membership.Part(part), part))
