"""What several pages do the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, IllegalMove, NotYours
from anlan.foundation.ui.wording import words_for

WRONG_INPUT = 422
TROUBLES = (BadInput, Conflict, IllegalMove)
REFUSALS = (*TROUBLES, NotYours)


def said(error: AnlanError) -> str:
    """An error in one line: what is the case, what to do."""
    words = words_for(error)
    rule = str(error.facts.get("rule") or "")
    lead = f"{rule}：" if rule and rule not in str(words.title) else ""
    return lead + " ".join(str(part) for part in (words.title, words.do) if part)


def blame(form: BaseForm, error: AnlanError) -> None:
    """Put an error beside the field it names, or on top of the form."""
    field = str(error.facts.get("field", ""))
    form.add_error(field if field in form.fields else None, said(error))


def shown(
    request: HttpRequest, template: str, context: Mapping[str, Any], *forms: BaseForm | None
) -> HttpResponse:
    """The page; 422 when one of its forms came back with errors."""
    wrong = any(form is not None and form.is_bound and form.errors for form in forms)
    return render(request, template, {**context, "has_errors": wrong}, status=WRONG_INPUT if wrong else 200)


def on(request: HttpRequest, url: str, *, told: str = "", bad: bool = False) -> HttpResponse:
    """Off to the next page, with one line of what was done or what stood in the way."""
    if told:
        (messages.error if bad else messages.success)(request, told)
    return HttpResponseRedirect(url)
