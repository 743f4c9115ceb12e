"""How the pages of people answer: a form that came back, and an error in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.foundation.people.requests import Request
from anlan.foundation.ui.wording import words_for

UNPROCESSABLE = 422
Made = TypeVar("Made")


def tried(form: forms.Form, act: Callable[[], Made]) -> Made | None:
    """What a valid form's act made; None when the form or the act was refused, and the form says why."""
    if not form.is_valid():
        return None
    try:
        return act()
    except NotVisible:
        raise
    except AnlanError as error:
        form.add_error(None, told(error))
    return None


def told(error: AnlanError) -> str:
    """An error in one line: what is wrong, and what to do."""
    words = words_for(error)
    return "。".join(str(part).rstrip("。") for part in (words.title, words.do) if part)


def answer(request: Request, template: str, facts: Mapping[str, Any]) -> HttpResponse:
    """The page; with status 422 when a form came back."""
    failed = request.method == "POST"
    return render(request, template, {**facts, "has_errors": failed}, status=UNPROCESSABLE if failed else 200)
