"""What several pages do the same way: say what went wrong beside its field, go on elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.foundation.jobs.public import JOBS
from anlan.foundation.ledger.public import Line
from anlan.foundation.ui.parts import Entry
from anlan.foundation.ui.wording import words_for

WRONG_INPUT = 422
DONE = {
    "command.issue": _("下发"),
    "command.acknowledge": _("签收"),
    "command.supersede": _("更正"),
    "command.withdraw": _("撤回"),
    "command.cascade": pgettext_lazy("act", "转达"),
    "command.meet": _("会务"),
    "command.upstream": _("办理来文"),
}
"""What was done, where the ledger's word names the permission instead."""
CODES = frozenset({"late", "agenda", "call", "hold", "close", "confirm", "reopen"})
"""Notes that are meant for machines."""
ASKED = frozenset({"command.personal_numbers", "command.keep_reason_missing"})
"""Errors that ``asks_about_numbers`` answers on a page of their own."""
LOUD_VERBS = frozenset({"command.withdraw", "command.supersede"})


def said(error: AnlanError) -> str:
    """An error of the door in one line: what is the case and what to do."""
    words = words_for(error)
    return " ".join(str(part) for part in (words.title, words.do) if part)


def blame(form: BaseForm, error: AnlanError) -> None:
    """Put an error of the door beside the field it names, or on top of the form."""
    field = str(error.facts.get("field", ""))
    form.add_error(field if field in form.fields else None, told_of(error))


def told_of(error: AnlanError) -> str:
    """The same line for a page; a question about numbers goes on to the page that asks it."""
    if error.code in ASKED:
        raise error
    return said(error)


def key_in(text: str) -> UUID:
    """A key as it was sent. Raises NotVisible for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotVisible from None


def shown(
    request: HttpRequest, template: str, context: Mapping[str, Any], *forms: BaseForm | None
) -> HttpResponse:
    """The page; 422 when one of its forms came back with errors."""
    wrong = any(form is not None and form.is_bound and form.errors for form in forms)
    facts = {**context, "has_errors": wrong}
    return render(request, template, facts, status=WRONG_INPUT if wrong else 200)


def on(request: HttpRequest, url: str, *, told: object = "") -> HttpResponse:
    """Off to the next page, with one line of what was done."""
    if told:
        messages.success(request, str(told))
    return HttpResponseRedirect(url)


def back(request: HttpRequest, default: str) -> str:
    """The page of the house that the form names as where to return, else the default."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else default


def page_of(count: int, *, number: int, size: int) -> Page[int]:
    """A page of so many rows, for the pager."""
    return Paginator(range(count), size).page(number)


def timeline(lines: Iterable[Line]) -> list[Entry]:
    """The ledger's lines of one object as its history."""
    return [
        Entry(
            at=line.at,
            text=_told(line),
            kind="bad" if line.verb in LOUD_VERBS else "done",
            by=_by(line),
        )
        for line in lines
    ]


def _by(line: Line) -> str:
    """Seat and person; what the clock did, the system did."""
    if line.who in JOBS:
        return pgettext("actor", "系统")
    return " ".join(part for part in (line.title, line.who) if part)


def _told(line: Line) -> str:
    word = str(DONE.get(line.verb, line.verb_word))
    return f"{word} · {line.note}" if line.note and line.note not in CODES else word
