"""What several pages do the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, IllegalMove, NotVisible
from anlan.foundation.ui.wording import words_for

WRONG_INPUT = 422
TROUBLES = (BadInput, Conflict, IllegalMove)


def said(error: AnlanError) -> str:
    """An error in one line: what is the case and what to do."""
    words = words_for(error)
    return " ".join(str(part) for part in (words.title, words.do) if part)


def shown(
    request: HttpRequest, template: str, facts: Mapping[str, Any], *forms: BaseForm | None
) -> HttpResponse:
    """The page; 422 when one of its forms came back with errors."""
    wrong = next((form for form in forms if form is not None and form.is_bound and form.errors), None)
    context = {**facts, "wrong": wrong, "has_errors": wrong is not None}
    return render(request, template, context, status=WRONG_INPUT if wrong else 200)


def on(request: HttpRequest, url: str, *, told: str = "", bad: bool = False) -> HttpResponse:
    """Off to the next page, with one line of what was done or what stood in the way."""
    if told:
        (messages.error if bad else messages.success)(request, told)
    return HttpResponseRedirect(url)


def pressed(request: HttpRequest, url: str, *, told: str, act: Callable[[], object]) -> HttpResponse:
    """Do what a button says and come back, with what was done or what stood in the way."""
    back = request.POST.get("next", "")
    target = back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else url
    try:
        act()
    except TROUBLES as trouble:
        return on(request, target, told=said(trouble), bad=True)
    return on(request, target, told=told)


def done(form: BaseForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do what a form says; the form tells what stands in the way."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotVisible:
        form.add_error("number" if "number" in form.fields else None, said(BadInput("duty.no_such_person")))
    except TROUBLES as trouble:
        field = str(trouble.facts.get("field", ""))
        form.add_error(field if field in form.fields else None, said(trouble))
    return not form.errors


def day_of(text: str) -> date:
    """A day from the address, today where there is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()
