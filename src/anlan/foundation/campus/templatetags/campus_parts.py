"""Small pieces of the pages of places."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from anlan.foundation.campus.selectors import FEWEST, Lodging
from anlan.foundation.people.models import Unit
from anlan.foundation.ui.figures import number

register = template.Library()


@register.simple_tag
def residents(lodging: Lodging) -> SafeString:
    """How many live there: "fewer than" where a count would point at persons, nothing where nobody could."""
    if lodging.few:
        return format_html('<span class="nw">{}</span>', gettext("少于 %(few)s") % {"few": FEWEST})
    if not lodging.beds and not lodging.residents:
        return format_html("<span{}>--</span>", _grey())
    return format_html("<span{}>{}</span>", "" if lodging.residents else _grey(), number(lodging.residents))


def _grey() -> SafeString:
    """The class of a zero."""
    return SafeString(' class="t3"')


@register.filter
def unit_label(unit: Unit) -> str:
    """A unit in the reader's language, short where it has a short name."""
    english = (get_language() or "").startswith("en")
    return (unit.name_en if english else "") or unit.short_name or unit.name
