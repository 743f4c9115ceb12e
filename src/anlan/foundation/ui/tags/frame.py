"""What the shell needs: the rail, the viewer, the theme, the other language."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from anlan.foundation.ui import navigation, slots

register = template.Library()

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Frame:
    """Facts for the frame around a page."""

    rail: navigation.Rail
    theme: str
    path: str
    other_language: tuple[str, str]
    help_phone: str
    institution: str


@register.simple_tag(takes_context=True)
def frame(context: Context) -> Frame:
    """``{% frame as frame %}`` at the head of the shell."""
    request: HttpRequest | None = context.get("request")
    viewer = context.get("actor") or getattr(request, "actor", None)
    path = request.path if request else "/"
    chosen = request.COOKIES.get("anlan-theme", "") if request else ""
    return Frame(
        rail=navigation.rail_for(navigation.links_for(viewer, path=path)),
        theme=chosen if chosen in THEMES else "light",
        path=request.get_full_path() if request else "/",
        other_language=_other_language(),
        help_phone=settings.ANLAN_HELP_PHONE,
        institution=settings.ANLAN_INSTITUTION,
    )


def _other_language() -> tuple[str, str]:
    """Code and own name of the language a press leads to."""
    return ("zh-hans", "中文") if (get_language() or "").startswith("en") else ("en", "English")


@register.simple_tag(takes_context=True)
def slot(context: Context, where: str, **facts: object) -> SafeString:
    """``{% slot "command.requirement.main" page=page %}``: what rooms above add here, escaped unless safe."""
    request: HttpRequest | None = context.get("request")
    said = slots.gather(where, request, **facts) if request else []
    return format_html_join("", "{}", ((part,) for part in said))


@register.filter
def html_lang(code: str) -> str:
    """The lang attribute: zh-Hans or en."""
    return "zh-Hans" if code.startswith("zh") else code


@register.filter
def initial(name: str) -> str:
    """The first character of a name, for the round mark."""
    return str(name)[:1]


@register.filter
def dialled(phone: str) -> str:
    """A phone number as a tel: address wants it."""
    return "".join(character for character in phone if character.isdigit() or character == "+")
