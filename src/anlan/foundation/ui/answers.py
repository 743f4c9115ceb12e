"""Turns what went wrong into a page, a fragment or JSON that says what happened and what to do."""

import logging
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from anlan.core.kernel.errors import (
    AnlanError,
    BadInput,
    Conflict,
    IllegalMove,
    NotVisible,
    NotYours,
    TooLarge,
    Unavailable,
)
from anlan.foundation.ui.wording import STATUS_WORDS, Words, words_for

log = logging.getLogger("anlan.ui.errors")

STATUS_OF: dict[type[AnlanError], int] = {
    TooLarge: 413,
    BadInput: 422,
    NotVisible: 404,
    NotYours: 403,
    IllegalMove: 409,
    Conflict: 409,
    Unavailable: 503,
}
SERVER_FAULT = 500


def status_of(error: AnlanError) -> int:
    """The HTTP status of an error, by its nearest kind."""
    return next((STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF), SERVER_FAULT)


def answer_to(request: HttpRequest, error: AnlanError) -> HttpResponse:
    """The answer to an error of the core, in its registered words."""
    return answer(request, status=status_of(error), words=words_for(error), code=error.code)


def answer(
    request: HttpRequest, *, status: int, words: Words | None = None, code: str = "", trace: bool = False
) -> HttpResponse:
    """Page, htmx fragment or JSON, as the asker can use; the number is in the log beside the address."""
    number = secrets.token_hex(3).upper()
    level = logging.ERROR if status >= SERVER_FAULT else logging.INFO
    log.log(
        level, "%s %s %s %s %s", number, status, code or "-", request.method, request.path, exc_info=trace
    )
    told = words or STATUS_WORDS.get(status, STATUS_WORDS[SERVER_FAULT])
    if _wants_json(request):
        body = {
            "code": code,
            "title": str(told.title),
            "why": str(told.why),
            "do": str(told.do),
            "number": number,
        }
        return JsonResponse(body, status=status)
    template = "ui/_error.html" if request.headers.get("HX-Request") == "true" else "ui/error.html"
    return HttpResponse(_drawn(template, status, told, number), status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _drawn(template: str, status: int, words: Words, number: str) -> str:
    """Drawn without the request: nothing that failed before can fail the error page again."""
    facts = {
        "status": status,
        "words": words,
        "number": number,
        "help_phone": settings.ANLAN_HELP_PHONE,
        "LANGUAGE_CODE": get_language() or "zh-hans",
    }
    try:
        return render_to_string(template, facts)
    except Exception:
        log.exception("%s the error page itself failed", number)
        return gettext("%(title)s %(do)s 编号 %(number)s，值班电话 %(phone)s") % {
            "title": words.title,
            "do": words.do,
            "number": number,
            "phone": settings.ANLAN_HELP_PHONE,
        }
