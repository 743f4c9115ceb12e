"""Parts that wrap what the page writes between them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from anlan.foundation.ui import marks
from anlan.foundation.ui.tags.pictures import icon

register = template.Library()

NOTE_ICONS = {"": "info-circle", "ok": "circle-check"}
NOTE_MARKS = {"warn": marks.Mark.AT_RISK, "bad": marks.Mark.NOT_MET}


@register.simple_block_tag(end_name="endbrief")
def brief(content: str) -> SafeString:
    """The opening sentence: what is the case, from the data."""
    return format_html('<p class="brief">{}</p>', mark_safe(content.strip()))  # noqa: S308


@register.simple_block_tag(end_name="endnote")
def note(content: str, kind: str = "", lead: str = "", symbol: str = "", role: str = "") -> SafeString:
    """Info (""), ok, warn or bad within a page, led by a bold sentence."""
    mark = NOTE_MARKS.get(kind)
    drawn = (
        icon(symbol) if symbol else marks.shape(mark) if mark else icon(NOTE_ICONS.get(kind, "info-circle"))
    )
    bold = format_html("<b>{}</b> ", lead) if lead else ""
    voice = format_html(' role="{}"', role) if role else ""
    body = mark_safe(content.strip())  # noqa: S308
    return format_html(
        '<div class="note {}"{}>{}<div class="grow">{}{}</div></div>', kind, voice, drawn, bold, body
    )


@register.simple_block_tag(end_name="endcard")
def card(
    content: str,
    title: str = "",
    sub: str = "",
    more: str = "",
    more_url: str = "",
    name: str = "",
    flush: bool = False,
) -> SafeString:
    """A card with a heading; flush leaves the padding to the content (tables, lists)."""
    label = format_html(' id="{}"', name) if name else ""
    head = ""
    if title:
        aside = format_html('<span class="sm t2">{}</span>', sub) if sub else ""
        link = format_html('<a class="more" href="{}">{}</a>', more_url, more) if more_url else ""
        head = format_html('<div class="hd"><h3>{}</h3>{}{}</div>', title, aside, link)
    body = mark_safe(content)  # noqa: S308
    inside = body if flush else format_html('<div class="bd">{}</div>', body)
    return format_html('<section class="al-card"{}>{}{}</section>', label, head, inside)


@register.simple_block_tag(end_name="endempty")
def empty(content: str, title: str, symbol: str = "clipboard-check") -> SafeString:
    """Nothing yet, nothing found, all done: say which, and offer one step."""
    body = mark_safe(content.strip())  # noqa: S308
    return format_html('<div class="empty">{}<h3>{}</h3>{}</div>', icon(symbol, 26), title, body)


@register.simple_block_tag(end_name="endaction_bar")
def action_bar(content: str, summary: str = "") -> SafeString:
    """Bottom of a long form: what will happen on the left, buttons on the right."""
    body = mark_safe(content)  # noqa: S308
    return format_html('<div class="actbar"><div class="sum">{}</div>{}</div>', summary, body)


@register.simple_block_tag(end_name="endtable_box")
def table_box(content: str, label: str) -> SafeString:
    """A table that may scroll sideways inside its card, reachable by keyboard."""
    body = mark_safe(content)  # noqa: S308
    return format_html(
        '<div class="table-box" tabindex="0" role="region" aria-label="{}">{}</div>', label, body
    )


@register.simple_block_tag(end_name="endconfirmation")
def confirmation(content: str, title: str, number: str = "") -> SafeString:
    """What was done, its number; between the tags what comes next and how to undo it."""
    told = format_html('<div class="num">{}</div>', number) if number else ""
    body = mark_safe(content)  # noqa: S308
    return format_html(
        '<section class="al-card"><div class="done-head">{}<div><h2>{}</h2>{}</div></div>'
        '<div class="bd">{}</div></section>',
        icon("circle-check", 40),
        title,
        told,
        body,
    )
