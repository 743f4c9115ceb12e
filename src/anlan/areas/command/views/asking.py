"""Numbers in what somebody typed: asked about on one page, the same way for every form of the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from anlan.areas.command import public
from anlan.areas.command.forms.importing import NumbersForm
from anlan.areas.command.views.showing import ASKED, WRONG_INPUT
from anlan.core.kernel.errors import BadInput
from anlan.core.minutes.privacy import personal_data
from anlan.foundation.people.public import Request

P = ParamSpec("P")

AROUND = 12
PREFIX = "numbers"
CHOICE, REASON = f"{PREFIX}-choice", f"{PREFIX}-reason"
OWN = frozenset({"csrfmiddlewaretoken", CHOICE, REASON})


def asks_about_numbers(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """The act waits while a page asks what becomes of the numbers; its answer sends the same words again."""

    @wraps(view)
    def inner(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BadInput as trouble:
            if trouble.code not in ASKED or request.method != "POST":
                raise
            return _ask(request)

    return inner


def decided(request: HttpRequest) -> public.PersonalNumbers:
    """What the person decided about the numbers in what they send; nothing yet the first time."""
    known = {"mask": public.MASK, "keep": public.PersonalNumbers("keep", request.POST.get(REASON, ""))}
    return known.get(request.POST.get(CHOICE, ""), public.ASK)


def numbers_found(text: str) -> list[dict[str, str]]:
    """Every number with the words around it, masked."""
    return [
        {
            "before": text[max(0, datum.span.start - AROUND) : datum.span.start],
            "masked": datum.masked,
            "after": text[datum.span.end : datum.span.end + AROUND],
        }
        for datum in personal_data(text)
    ]


def _ask(request: HttpRequest) -> HttpResponse:
    given = [(name, text) for name in request.POST for text in request.POST.getlist(name) if name not in OWN]
    form = NumbersForm(request.POST if CHOICE in request.POST else None, prefix=PREFIX)
    form.is_valid()
    context = {
        "form": form,
        "given": given,
        "found": [one for _name, text in given for one in numbers_found(text)],
        "url": request.get_full_path(),
        "before": _page_before(request),
    }
    return render(request, "command/numbers_asked.html", context, status=WRONG_INPUT)


def _page_before(request: HttpRequest) -> str:
    """Where the words were typed, if that was a page of the house."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}) else ""
