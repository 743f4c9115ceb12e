"""What several pages do the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, IllegalMove
from anlan.foundation.ledger.public import Line
from anlan.foundation.notices.selectors.audience import HOLDER, OTHER, ClassCount
from anlan.foundation.people.public import rulebook
from anlan.foundation.ui.parts import Entry
from anlan.foundation.ui.wording import words_for

WRONG_INPUT = 422
TROUBLES = (BadInput, Conflict, IllegalMove)
LOUD = frozenset({"notices.cancel", "notices.send_back"})


def said(error: AnlanError) -> str:
    """An error in one line: what is the case and what to do."""
    words = words_for(error)
    return " ".join(str(part) for part in (words.title, words.do) if part)


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


def timeline(lines: Iterable[Line]) -> list[Entry]:
    """The ledger's lines of a notice as its history."""
    return [
        Entry(
            at=line.at,
            text=f"{line.verb_word} · {line.note}" if line.note else line.verb_word,
            kind="bad" if line.verb in LOUD else "done",
            by=" ".join(part for part in (line.title, line.who) if part),
        )
        for line in lines
    ]


def class_words(classes: Iterable[ClassCount]) -> list[tuple[str, int]]:
    """The classes of an audience in words."""
    standings = rulebook().standings
    named = {HOLDER: _("按岗位选的人"), OTHER: _("其他人")}
    return [(named.get(one.code) or str(standings.get(one.code, one.code)), one.count) for one in classes]
