"""Numbers, dates and masked names."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from anlan.foundation.ui import dates, figures, masks

register = template.Library()

register.filter("number", figures.number)
register.filter("prose_number", figures.prose_number)
register.filter("percent", figures.percent)
register.filter("chance", figures.chance)
register.filter("file_size", figures.file_size)
register.filter("masked_name", masks.name)
register.filter("masked_phone", masks.phone)

Moment = datetime | date | None


def _time(told: dates.Told) -> SafeString:
    kind = "nw late" if told.late else "nw"
    return format_html(
        '<time class="{}" datetime="{}" title="{}">{}</time>', kind, told.iso, told.full, told.text
    )


@register.simple_tag
def when(moment: Moment) -> SafeString | str:
    """今天 14:32, 5-23 14:32, 2021-05-23; the full form is the title."""
    return _time(dates.when(moment)) if moment else figures.MISSING


@register.simple_tag
def ago(moment: datetime | None) -> SafeString | str:
    """18 分钟前, with the absolute time as the title; for freshness and queues."""
    return _time(dates.ago(moment)) if moment else figures.MISSING


@register.simple_tag
def due(moment: Moment, done: bool = False) -> SafeString | str:
    """今天 18:00 前; once passed 逾期 2 天, in red and in words."""
    return _time(dates.due(moment, done=done)) if moment else figures.MISSING


@register.filter
def count(value: int | None) -> SafeString | str:
    """A number in a table: a grey 0, a bold figure above."""
    if value is None:
        return figures.MISSING
    return format_html('<span class="{}">{}</span>', "b" if value else "zero", figures.number(value))
