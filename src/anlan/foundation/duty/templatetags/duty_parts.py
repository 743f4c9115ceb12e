"""Words of duty in templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from anlan.core.kernel import clock
from anlan.foundation.duty import words
from anlan.foundation.ledger.words import verb_word

register = template.Library()
register.filter("gap_words", words.gap_words)
register.filter("gap_when", words.gap_when)
register.filter("standing_words", words.standing_words)
register.filter("roster_words", words.roster_words)
register.filter("stretch", words.stretch_words)


@register.filter
def moment(text: str) -> Any:
    """An instant kept as text, on the campus clock."""
    return localtime(datetime.fromisoformat(text), clock.CAMPUS_ZONE) if text else ""


@register.filter
def act_word(verb: str) -> str:
    """What a verb of the ledger is called."""
    return str(verb_word(verb))


@register.simple_tag
def weekday(day: Any) -> str:
    """The day of the week in one word."""
    names = (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))
    return names[day.weekday()]
